package org.millrace.metrics.page;

import java.time.Duration;
import java.util.List;
import org.millrace.api.server.LoopInfo;
import org.millrace.api.server.Server;
import org.millrace.http.HttpExchange;
import org.millrace.http.HttpHandler;

/**
 * {@code /healthz}: whether the event loops answer. If not, nothing but a restart helps; all else
 * that can be wrong is no reason for one.
 *
 * @param server has loops
 * @param limit how long they may take
 */
public record HealthPage(Server server, Duration limit) implements HttpHandler {

  @Override
  public void handle(HttpExchange exchange) {
    exchange.respond(new Verdict("up", "down", reasons()).reply());
  }

  /** What is wrong; empty if nothing is. */
  List<String> reasons() {
    return server.loops().stream()
        .filter(loop -> loop.kind() == LoopInfo.Kind.IO)
        .filter(loop -> loop.delay().compareTo(limit) > 0)
        .map(loop -> "event loop " + loop.name() + " has not answered for " + loop.delay())
        .toList();
  }
}
