package org.millrace.admin.rest;

import org.jspecify.annotations.Nullable;
import org.millrace.http.HttpExchange;

/** One call of an operation that answers with JSON. On the connection's event loop. */
final class RestCall {
  private final HttpExchange exchange;
  private final @Nullable Object body;

  RestCall(HttpExchange exchange, @Nullable Object body) {
    this.exchange = exchange;
    this.body = body;
  }

  /** What stood at a parameter of the path. */
  String path(String name) {
    return exchange.pathParameter(name);
  }

  /** A number of the query. */
  long query(Query parameter) {
    return parameter.read(exchange.query(parameter.name()));
  }

  /** A truth value of the query. */
  boolean isSet(Query parameter) {
    return query(parameter) == 1;
  }

  /** The record that came. */
  <T> T body(Class<T> type) {
    return type.cast(body);
  }

  /** Who calls, for log lines. */
  String caller() {
    return exchange.connection().id();
  }

  /** The request itself. */
  HttpExchange exchange() {
    return exchange;
  }
}
