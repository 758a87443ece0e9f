package org.millrace.admin.rest;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.millrace.admin.json.Json;
import org.millrace.admin.schema.InvalidFieldException;
import org.millrace.admin.schema.RecordReader;
import org.millrace.http.HttpExchange;
import org.millrace.http.HttpReply;
import org.millrace.http.HttpRoutes;
import org.millrace.http.PathPattern;
import org.millrace.http.Route;

/** All operations, mounted. */
public final class RestApi implements AutoCloseable {
  /** Where the API begins. */
  public static final String BASE = "/api/v1";

  private static final int MAX_BODY_BYTES = 64 * 1024;

  private final Json json;
  private final RecordReader reader;
  private final List<Operation> operations;
  private final String version;
  private @Nullable String description;
  private final List<HttpRoutes.Registration> mounted = new ArrayList<>();

  RestApi(Json json, List<Operation> operations, String version) {
    this.json = json;
    this.reader = new RecordReader(json);
    List<Operation> all = new ArrayList<>(operations);
    all.add(
        Operation.get("/openapi.json", "describeApi")
            .summary("This description.")
            .sends("application/json")
            .raw(this::describe));
    this.operations = List.copyOf(all);
    this.version = version;
  }

  /**
   * Mounts all operations.
   *
   * @param routes of the plugin {@code http}
   */
  public void mount(HttpRoutes routes) {
    for (Operation operation : operations) {
      Route route =
          new Route(
              Set.of(operation.method()),
              PathPattern.of(BASE + operation.path()),
              operation.access());
      mounted.add(routes.mount(route, exchange -> serve(operation, exchange)));
    }
  }

  /** All operations, the description included. */
  List<Operation> operations() {
    return operations;
  }

  /** The description; made when somebody asks, for few do, and the server starts sooner. */
  synchronized String description() {
    String made = description;
    if (made == null) {
      made = json.pretty(OpenApi.of(operations, version));
      description = made;
    }
    return made;
  }

  @Override
  public void close() {
    mounted.forEach(HttpRoutes.Registration::close);
    mounted.clear();
  }

  private void describe(HttpExchange exchange) {
    exchange.respond(HttpReply.json(description()));
  }

  private void serve(Operation operation, HttpExchange exchange) {
    if (operation.handler() instanceof Operation.RawHandler raw) {
      try {
        raw.body().accept(exchange);
      } catch (InvalidFieldException e) {
        exchange.respond(problem(e));
      }
      return;
    }
    Operation.JsonHandler handler = (Operation.JsonHandler) operation.handler();
    body(operation, exchange)
        .thenCompose(body -> handler.body().apply(new RestCall(exchange, body)))
        .whenComplete(
            (value, failure) ->
                onLoop(exchange, () -> answer(operation, exchange, value, failure)));
  }

  private CompletionStage<@Nullable Object> body(Operation operation, HttpExchange exchange) {
    Class<?> type = operation.body();
    if (type == null) {
      return CompletableFuture.completedStage(null);
    }
    return exchange.body(MAX_BODY_BYTES).thenApply(bytes -> reader.read(text(bytes), type));
  }

  private static String text(ByteBuf bytes) {
    try {
      return bytes.toString(StandardCharsets.UTF_8);
    } finally {
      bytes.release();
    }
  }

  private static void onLoop(HttpExchange exchange, Runnable work) {
    if (exchange.eventLoop().inEventLoop()) {
      work.run();
      return;
    }
    try {
      exchange.eventLoop().execute(work);
    } catch (RejectedExecutionException e) {
      exchange.connection().log().debug("the event loop has ended before the answer");
    }
  }

  private void answer(
      Operation operation,
      HttpExchange exchange,
      @Nullable Object value,
      @Nullable Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (cause instanceof InvalidFieldException invalid) {
      exchange.respond(problem(invalid));
    } else if (cause != null) {
      exchange.fail(cause);
    } else if (value == null) {
      exchange.respond(HttpReply.of(HttpResponseStatus.NO_CONTENT));
    } else if (value instanceof HttpReply reply) {
      exchange.respond(reply);
    } else {
      Object shown = operation.answer().isList() ? Map.of("items", value) : value;
      HttpResponseStatus status = HttpResponseStatus.valueOf(operation.answer().status());
      exchange.respond(
          HttpReply.bytes(status, "application/json", utf8(json.write(shown)))
              .cacheControl("no-store"));
    }
  }

  private HttpReply problem(InvalidFieldException invalid) {
    HttpResponseStatus status = HttpResponseStatus.BAD_REQUEST;
    Problem problem =
        new Problem(
            "about:blank",
            status.reasonPhrase(),
            status.code(),
            invalid.getMessage(),
            invalid.field(),
            invalid.expected());
    return HttpReply.bytes(status, "application/problem+json", utf8(json.write(problem)));
  }

  private static ByteBuf utf8(String text) {
    return Unpooled.copiedBuffer(text, StandardCharsets.UTF_8);
  }
}
