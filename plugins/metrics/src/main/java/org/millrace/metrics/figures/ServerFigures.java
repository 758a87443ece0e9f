package org.millrace.metrics.figures;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.millrace.api.server.ConnectionCounters;
import org.millrace.api.server.Server;
import org.millrace.api.server.ServiceInfo;

/** Figures of the server as a whole: connections, acceptors, applications, recordings, plugins. */
final class ServerFigures {
  private final Server server;
  private final Family about;
  private final Family connections;
  private final Family limit;
  private final Family opened;
  private final Family refused;
  private final Family received;
  private final Family sent;
  private final Family acceptors;
  private final Family acceptorAccepted;
  private final Family acceptorRefused;
  private final Family clients;
  private final Family recordings;
  private final Family plugins;
  private final Family missing;

  ServerFigures(MeterRegistry registry, Server server) {
    this.server = server;
    about = Family.gauge(registry, "millrace.server", "", "1: the server", "version", "transport");
    connections =
        Family.gauge(registry, "millrace.connections", "", "Open connections by chain", "chain");
    limit = Family.gauge(registry, "millrace.connections.limit", "", "The most that may be open");
    opened = Family.counter(registry, "millrace.connections.opened", "", "Opened since the start");
    refused =
        Family.counter(registry, "millrace.connections.refused", "", "Closed at once, by a limit");
    received = Family.counter(registry, "millrace.received", "bytes", "From all peers");
    sent = Family.counter(registry, "millrace.sent", "bytes", "To all peers");
    acceptors = Family.gauge(registry, "millrace.acceptors", "", "Acceptors by state", "state");
    acceptorAccepted =
        Family.counter(
            registry, "millrace.acceptor.accepted", "", "Let in", "acceptor", "application");
    acceptorRefused =
        Family.counter(
            registry, "millrace.acceptor.refused", "", "Turned away", "acceptor", "application");
    clients =
        Family.gauge(registry, "millrace.application.clients", "", "Clients let in", "application");
    recordings = Family.gauge(registry, "millrace.recordings", "", "Recordings that go on");
    plugins =
        Family.gauge(registry, "millrace.plugin", "", "1: a loaded plugin", "plugin", "version");
    missing =
        Family.gauge(registry, "millrace.plugins.missing", "", "Required ones that are missing");
  }

  /** Takes all figures. */
  void refresh() {
    about.put(1, server.info().version(), server.info().transport());
    connections();
    acceptors();
    server
        .applications()
        .forEach(application -> clients.put(application.clients(), application.name()));
    recordings.put(server.recordings().list().size());
    server.plugins().list().forEach(plugin -> plugins.put(1, plugin.id(), plugin.version()));
    missing.put(server.plugins().missing().size());
    List.of(connections, acceptors, acceptorAccepted, acceptorRefused, clients, plugins)
        .forEach(Family::endRound);
  }

  private void connections() {
    ConnectionCounters counters = server.connections().counters();
    counters.openByChain().forEach((chain, number) -> connections.put(number, chain));
    limit.put(server.connections().limits().max());
    opened.put(counters.opened());
    refused.put(counters.refused());
    received.put(counters.bytesIn());
    sent.put(counters.bytesOut());
  }

  private void acceptors() {
    Map<ServiceInfo.State, Integer> byState = new EnumMap<>(ServiceInfo.State.class);
    for (ServiceInfo service : server.services().list()) {
      byState.merge(service.state(), 1, Integer::sum);
      String address = service.address().getHostString() + ":" + service.address().getPort();
      acceptorAccepted.put(service.accepted(), address, service.application());
      acceptorRefused.put(service.refused(), address, service.application());
    }
    for (ServiceInfo.State state : ServiceInfo.State.values()) {
      acceptors.put(byState.getOrDefault(state, 0), state.name().toLowerCase(Locale.ROOT));
    }
  }
}
