package org.millrace.admin.rest;

import io.netty.handler.codec.http.HttpMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.millrace.http.Access;
import org.millrace.http.HttpExchange;

/**
 * One thing that the API can do: both the route and its description are made of this.
 *
 * @param method the method
 * @param path below {@code /api/v1}, as {@link org.millrace.http.PathPattern} has it
 * @param id its name in generated clients
 * @param tag the group that it is shown in
 * @param summary one line
 * @param access who may
 * @param queries parameters of the query
 * @param body the record that comes; null if none does
 * @param answer what goes
 * @param handler serves it
 */
record Operation(
    HttpMethod method,
    String path,
    String id,
    String tag,
    String summary,
    Access access,
    List<Query> queries,
    @Nullable Class<?> body,
    Answer answer,
    Handler handler) {

  Operation {
    queries = List.copyOf(queries);
  }

  /**
   * What an operation answers if all goes well.
   *
   * @param status 200, 201 or 204
   * @param contentType "" for 204
   * @param type of JSON the record; null for other content
   * @param isList whether it is {@code {"items": [...]}} of such records
   */
  record Answer(int status, String contentType, @Nullable Class<?> type, boolean isList) {
    static final Answer NOTHING = new Answer(204, "", null, false);
  }

  /** What serves it. */
  sealed interface Handler {}

  /**
   * Answers with JSON.
   *
   * @param body given the call, the record to answer with; null for status 204
   */
  record JsonHandler(Function<RestCall, CompletionStage<?>> body) implements Handler {}

  /**
   * Answers as it likes.
   *
   * @param body given the exchange
   */
  record RawHandler(Consumer<HttpExchange> body) implements Handler {}

  static Builder get(String path, String id) {
    return new Builder(HttpMethod.GET, path, id);
  }

  static Builder post(String path, String id) {
    return new Builder(HttpMethod.POST, path, id);
  }

  static Builder put(String path, String id) {
    return new Builder(HttpMethod.PUT, path, id);
  }

  static Builder patch(String path, String id) {
    return new Builder(HttpMethod.PATCH, path, id);
  }

  static Builder delete(String path, String id) {
    return new Builder(HttpMethod.DELETE, path, id);
  }

  /** Puts an operation together. */
  static final class Builder {
    private static final String JSON = "application/json";

    private final HttpMethod method;
    private final String path;
    private final String id;
    private String summary = "";
    private Access access = Access.ADMIN;
    private final List<Query> queries = new ArrayList<>();
    private @Nullable Class<?> body;
    private Answer answer = Answer.NOTHING;

    private Builder(HttpMethod method, String path, String id) {
      this.method = method;
      this.path = path;
      this.id = id;
    }

    Builder summary(String line) {
      summary = line;
      return this;
    }

    /** Without a token: the operation asks for one itself. */
    Builder open() {
      access = Access.PUBLIC;
      return this;
    }

    Builder query(Query parameter) {
      queries.add(parameter);
      return this;
    }

    Builder takes(Class<?> type) {
      body = type;
      return this;
    }

    Builder answers(Class<?> type) {
      answer = new Answer(200, JSON, type, false);
      return this;
    }

    Builder creates(Class<?> type) {
      answer = new Answer(201, JSON, type, false);
      return this;
    }

    Builder lists(Class<?> type) {
      answer = new Answer(200, JSON, type, true);
      return this;
    }

    Builder sends(String contentType) {
      answer = new Answer(200, contentType, null, false);
      return this;
    }

    Operation now(Function<RestCall, @Nullable Object> work) {
      return later(call -> CompletableFuture.completedStage(work.apply(call)));
    }

    Operation later(Function<RestCall, CompletionStage<?>> work) {
      return by(new JsonHandler(work));
    }

    Operation raw(Consumer<HttpExchange> work) {
      return by(new RawHandler(work));
    }

    private Operation by(Handler handler) {
      String tag = path.split("/", -1)[1];
      return new Operation(method, path, id, tag, summary, access, queries, body, answer, handler);
    }
  }
}
