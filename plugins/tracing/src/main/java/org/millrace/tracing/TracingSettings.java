package org.millrace.tracing;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.millrace.api.config.ConfigException;
import org.millrace.api.config.ConfigNode;
import org.millrace.api.config.Setting;
import org.millrace.tracing.collector.DeliverySettings;
import org.millrace.tracing.collector.Service;

/**
 * What is set in {@code configuration.plugins.tracing}, and in the environment where nothing is.
 *
 * @param serviceName what the server is called in traces
 * @param delivery how spans get to the collector
 */
record TracingSettings(String serviceName, DeliverySettings delivery) {

  private static final Setting<String> ENDPOINT =
      Setting.text(
              "endpoint",
              null,
              "Address of an OpenTelemetry collector for OTLP over HTTP, such as"
                  + " http://localhost:4318; without a path /v1/traces is meant. Without it, and"
                  + " without OTEL_EXPORTER_OTLP_ENDPOINT in the environment, there are no spans.")
          .optional();

  private static final Setting<ConfigNode.Table> HEADERS =
      Setting.table(
          "headers", "Header fields that the collector wants, such as authorization.", List.of());

  private static final Setting<String> SERVICE_NAME =
      Setting.text("serviceName", null, "Name of the server in traces; millrace if it is not set.")
          .optional();

  private static final Setting<Integer> SAMPLE_PERCENT =
      Setting.integer(
          "samplePercent",
          100,
          0,
          100,
          "How many of the traces that begin here are kept, in percent; those that an"
              + " administrator's client has begun are kept as it has decided.");

  private static final Setting<Integer> QUEUE_SIZE =
      Setting.integer(
          "queueSize",
          2048,
          16,
          100_000,
          "Spans that may wait for the collector; what comes then is dropped.");

  private static final Setting<Duration> EXPORT_DELAY =
      Setting.duration(
          "exportDelay",
          Duration.ofSeconds(5),
          Duration.ofMillis(100),
          Duration.ofMinutes(1),
          "How long spans are gathered before they are sent together.");

  private static final Setting<Duration> EXPORT_TIMEOUT =
      Setting.duration(
          "exportTimeout",
          Duration.ofSeconds(10),
          Duration.ofMillis(100),
          Duration.ofMinutes(1),
          "How long the collector may take for them.");

  private static final Setting<Duration> STOP_TIMEOUT =
      Setting.duration(
          "stopTimeout",
          Duration.ofSeconds(2),
          Duration.ZERO,
          Duration.ofSeconds(30),
          "How long the plugin's end waits until the last spans are sent.");

  static final List<Setting<?>> ALL =
      List.of(
          ENDPOINT,
          HEADERS,
          SERVICE_NAME,
          SAMPLE_PERCENT,
          QUEUE_SIZE,
          EXPORT_DELAY,
          EXPORT_TIMEOUT,
          STOP_TIMEOUT);

  /** Reads both; empty if no collector is named. */
  static Optional<TracingSettings> of(ConfigNode.Table table, Map<String, String> environment) {
    Environment defaults = new Environment(environment);
    return endpoint(table)
        .or(defaults::endpoint)
        .map(
            endpoint -> {
              Map<String, String> headers = new LinkedHashMap<>(defaults.headers());
              headers.putAll(headers(table));
              String name = SERVICE_NAME.find(table);
              return new TracingSettings(
                  name == null ? defaults.serviceName().orElse("millrace") : name,
                  new DeliverySettings(
                      endpoint,
                      Map.copyOf(headers),
                      SAMPLE_PERCENT.read(table),
                      QUEUE_SIZE.read(table),
                      EXPORT_DELAY.read(table),
                      EXPORT_TIMEOUT.read(table),
                      STOP_TIMEOUT.read(table)));
            });
  }

  private static Optional<URI> endpoint(ConfigNode.Table table) {
    return Optional.ofNullable(ENDPOINT.find(table))
        .map(
            text ->
                Environment.address(text)
                    .map(Environment::withPath)
                    .orElseThrow(
                        () ->
                            new ConfigException(
                                table.location().key(ENDPOINT.name()),
                                text + " (expected: an address that begins with http or https)")));
  }

  private static Map<String, String> headers(ConfigNode.Table table) {
    Map<String, String> fields = new LinkedHashMap<>();
    ConfigNode.Table given = HEADERS.read(table);
    given
        .values()
        .keySet()
        .forEach(name -> fields.put(name, Setting.text(name, null, "").read(given)));
    return fields;
  }

  /** The server as traces name it. */
  Service service(String version) {
    return new Service(serviceName, version);
  }
}
