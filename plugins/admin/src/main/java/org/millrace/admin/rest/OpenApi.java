package org.millrace.admin.rest;

import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.millrace.admin.schema.RecordSchemas;
import org.millrace.http.Access;

/** Describes the API in OpenAPI 3.1, as maps to be written as JSON. */
final class OpenApi {
  private static final Pattern PATH_PARAMETER = Pattern.compile("\\{([A-Za-z]+)(\\.\\.\\.)?}");

  private final RecordSchemas schemas = new RecordSchemas();

  private OpenApi() {}

  /**
   * Describes operations.
   *
   * @param operations all of them
   * @param version the server's
   * @return the document
   */
  static Map<String, Object> of(List<Operation> operations, String version) {
    return new OpenApi().document(operations, version);
  }

  private Map<String, Object> document(List<Operation> operations, String version) {
    Map<String, Object> paths = new LinkedHashMap<>();
    for (Operation operation : operations) {
      Map<String, Object> path = child(paths, operation.path().replace("...}", "}"));
      path.put(operation.method().name().toLowerCase(Locale.ROOT), describe(operation));
    }
    // After the paths: only now all records are known.
    Map<String, Object> components =
        map("schemas", definitions(), "securitySchemes", securitySchemes());
    return map(
        "openapi",
        "3.1.0",
        "info",
        map(
            "title",
            "Millrace",
            "version",
            version,
            "description",
            "Administration of a Millrace server.",
            "license",
            map("name", "Apache-2.0", "identifier", "Apache-2.0")),
        "servers",
        List.of(map("url", "/api/v1")),
        "security",
        List.of(map("token", List.of()), map("session", List.of())),
        "paths",
        paths,
        "components",
        components);
  }

  private Map<String, Object> definitions() {
    schemas.of(Problem.class);
    return schemas.definitions();
  }

  private static Map<String, Object> securitySchemes() {
    return map(
        "token",
        map("type", "http", "scheme", "bearer"),
        "session",
        map("type", "apiKey", "in", "cookie", "name", "millrace_session"));
  }

  private Map<String, Object> describe(Operation operation) {
    Map<String, Object> description =
        map(
            "operationId",
            operation.id(),
            "summary",
            operation.summary(),
            "tags",
            List.of(operation.tag()));
    if (operation.access() == Access.PUBLIC) {
      description.put("security", List.of());
    }
    List<Object> parameters = parameters(operation);
    if (!parameters.isEmpty()) {
      description.put("parameters", parameters);
    }
    Class<?> body = operation.body();
    if (body != null) {
      description.put(
          "requestBody", map("required", true, "content", content("application/json", body)));
    }
    description.put("responses", responses(operation));
    return description;
  }

  private static List<Object> parameters(Operation operation) {
    List<Object> parameters = new ArrayList<>();
    Matcher matcher = PATH_PARAMETER.matcher(operation.path());
    while (matcher.find()) {
      Map<String, Object> parameter = map("name", matcher.group(1), "in", "path", "required", true);
      if (matcher.group(2) != null) {
        parameter.put("description", "May hold slashes, as they are.");
      }
      parameter.put("schema", map("type", "string"));
      parameters.add(parameter);
    }
    for (Query query : operation.queries()) {
      parameters.add(
          map(
              "name",
              query.name(),
              "in",
              "query",
              "description",
              query.meaning(),
              "schema",
              query.schema()));
    }
    return parameters;
  }

  private Map<String, Object> responses(Operation operation) {
    Operation.Answer answer = operation.answer();
    Map<String, Object> good =
        map("description", HttpResponseStatus.valueOf(answer.status()).reasonPhrase());
    Class<?> type = answer.type();
    if (type != null && answer.isList()) {
      Map<String, Object> items = map("type", "array", "items", schemas.of(type));
      Map<String, Object> list =
          map("type", "object", "properties", map("items", items), "required", List.of("items"));
      good.put("content", map(answer.contentType(), map("schema", list)));
    } else if (type != null) {
      good.put("content", content(answer.contentType(), type));
    } else if (!answer.contentType().isEmpty()) {
      good.put("content", map(answer.contentType(), map()));
    }
    return map(
        Integer.toString(answer.status()),
        good,
        "default",
        map(
            "description",
            "A problem",
            "content",
            content("application/problem+json", Problem.class)));
  }

  private Map<String, Object> content(String contentType, Class<?> type) {
    return map(contentType, map("schema", schemas.of(type)));
  }

  @SuppressWarnings("unchecked") // Only maps of this class are put there.
  private static Map<String, Object> child(Map<String, Object> parent, String key) {
    return (Map<String, Object>) parent.computeIfAbsent(key, absent -> map());
  }

  private static Map<String, Object> map(Object... keysAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      map.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return map;
  }
}
