package org.millrace.metrics.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.millrace.api.server.Server;
import org.millrace.api.server.ServerState;
import org.millrace.api.server.ServiceInfo;
import org.millrace.http.HttpExchange;
import org.millrace.http.HttpHandler;

/**
 * {@code /readyz}: whether peers are let in where the configuration says, by the plugins that it
 * requires.
 *
 * @param server is asked
 */
public record ReadyPage(Server server) implements HttpHandler {

  @Override
  public void handle(HttpExchange exchange) {
    exchange.respond(new Verdict("ready", "not ready", reasons()).reply());
  }

  /** What is wrong; empty if nothing is. */
  List<String> reasons() {
    List<String> reasons = new ArrayList<>();
    if (server.state() != ServerState.RUNNING) {
      reasons.add("the server is " + server.state().name().toLowerCase(Locale.ROOT));
    }
    server.plugins().missing().forEach(id -> reasons.add("plugin " + id + " is missing"));
    for (ServiceInfo service : server.services().list()) {
      if (service.state() != ServiceInfo.State.OPEN) {
        reasons.add(
            "acceptor %s:%d (%s) is %s"
                .formatted(
                    service.address().getHostString(),
                    service.address().getPort(),
                    String.join(", ", service.chains()),
                    service.state().name().toLowerCase(Locale.ROOT)));
      }
    }
    return reasons;
  }
}
