package org.millrace.tracing;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The variables by which programs with OpenTelemetry are told of their collector (OpenTelemetry
 * Protocol Exporter, "Configuration Options").
 *
 * @param variables by name
 */
record Environment(Map<String, String> variables) {
  private static final String TRACES_PATH = "/v1/traces";

  /** Where spans go. */
  Optional<URI> endpoint() {
    return address("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "")
        .or(() -> address("OTEL_EXPORTER_OTLP_ENDPOINT", TRACES_PATH));
  }

  private Optional<URI> address(String variable, String path) {
    return value(variable)
        .map(
            text ->
                address(stripSlash(text, path) + path)
                    .orElseThrow(
                        () ->
                            new IllegalArgumentException(
                                variable
                                    + ": "
                                    + text
                                    + " (expected: an address that begins with http or https)")));
  }

  private static String stripSlash(String text, String path) {
    boolean isDoubled = !path.isEmpty() && text.endsWith("/");
    return isDoubled ? text.substring(0, text.length() - 1) : text;
  }

  /** What the collector wants to be told. */
  Map<String, String> headers() {
    Map<String, String> fields = new LinkedHashMap<>();
    for (String field : value("OTEL_EXPORTER_OTLP_HEADERS").orElse("").split(",", -1)) {
      int equals = field.indexOf('=');
      if (equals > 0) {
        fields.put(
            field.substring(0, equals).strip(),
            // A plus sign stands for itself here.
            URLDecoder.decode(
                field.substring(equals + 1).strip().replace("+", "%2B"), StandardCharsets.UTF_8));
      }
    }
    return fields;
  }

  /** What the server is called. */
  Optional<String> serviceName() {
    return value("OTEL_SERVICE_NAME");
  }

  /** An empty variable is as good as none. */
  private Optional<String> value(String variable) {
    return Optional.ofNullable(variables.get(variable)).filter(text -> !text.isBlank());
  }

  /** An address that HTTP can be spoken to. */
  static Optional<URI> address(String text) {
    try {
      URI uri = URI.create(text);
      boolean isHttp = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      return isHttp && uri.getHost() != null ? Optional.of(uri) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The same address, with the path that collectors have if it has none. */
  static URI withPath(URI address) {
    boolean isBare = address.getPath().isEmpty() || address.getPath().equals("/");
    return isBare ? address.resolve(TRACES_PATH) : address;
  }
}
