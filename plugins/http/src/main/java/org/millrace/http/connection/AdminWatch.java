package org.millrace.http.connection;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.millrace.http.AdminRequest;
import org.millrace.http.AdminRequests;
import org.millrace.http.PathPattern;

/** Tells of what the administrator asks for; costs nothing where nobody listens. */
public final class AdminWatch implements AdminRequests {
  private final List<Consumer<AdminRequest>> observers = new CopyOnWriteArrayList<>();

  @Override
  public Observation observe(Consumer<AdminRequest> observer) {
    observers.add(observer);
    return () -> observers.remove(observer);
  }

  void begin(ServerExchange exchange, PathPattern route) {
    if (!observers.isEmpty()) {
      Instant begun = Instant.now();
      exchange.onEnd(() -> end(exchange, route, begun));
    }
  }

  private void end(ServerExchange exchange, PathPattern route, Instant begun) {
    AdminRequest request =
        new AdminRequest(
            begun,
            Instant.now(),
            exchange.method(),
            route,
            exchange.path(),
            exchange.connection().isSecure(),
            exchange.connection().remoteAddress(),
            exchange.header("traceparent"),
            exchange.status());
    for (Consumer<AdminRequest> observer : observers) {
      try {
        observer.accept(request);
      } catch (RuntimeException e) {
        exchange.connection().log().error("an observer of {} fails", route, e);
      }
    }
  }
}
