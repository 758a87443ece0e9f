package org.millrace.http;

/** Answers requests. Mounted by {@link HttpRoutes#mount}. */
@FunctionalInterface
public interface HttpHandler {

  /**
   * Answers a request, now or later. Called on the connection's event loop as soon as the request's
   * head is there; must not block. What it throws is the answer: {@link HttpException} with its own
   * status, anything else is a bug and status 500.
   *
   * @param exchange valid until its answer is written or its connection is closed
   */
  void handle(HttpExchange exchange);
}
