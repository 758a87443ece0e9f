package org.millrace.server;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.millrace.api.protocol.ProtocolChain;
import org.millrace.server.application.Endpoint;
import org.millrace.server.config.AcceptorConfig;
import org.millrace.server.config.ApplicationConfig;
import org.millrace.server.config.SettingsValidator;
import org.millrace.server.io.Acceptor;
import org.millrace.server.protocol.AcceptorFactory;
import org.millrace.server.protocol.ProtocolFactoryRegistry;
import org.millrace.server.protocol.ResolvedChain;

/** What the server listens on. Used by the thread of the life cycle. */
final class Ports {
  private final ProtocolFactoryRegistry protocols;
  private List<Port> made = List.of();

  /** Those that are bound. */
  private volatile List<Port> ports = List.of();

  /** An acceptor and what its connections speak. */
  private record Port(Acceptor acceptor, String application, List<ProtocolChain> chains) {}

  Ports(ProtocolFactoryRegistry protocols) {
    this.protocols = protocols;
  }

  /**
   * Makes the acceptors of applications, without binding them.
   *
   * @param applications in the order of the configuration
   * @param factory makes acceptors
   */
  void create(List<ApplicationConfig> applications, AcceptorFactory factory) {
    List<Port> all = new ArrayList<>();
    for (ApplicationConfig application : applications) {
      for (AcceptorConfig config : application.acceptors()) {
        factory
            .create(application.name(), withSettingsOf(application, config))
            .map(acceptor -> new Port(acceptor, application.name(), chains(config)))
            .ifPresent(all::add);
      }
    }
    made = List.copyOf(all);
  }

  private AcceptorConfig withSettingsOf(ApplicationConfig application, AcceptorConfig config) {
    return new AcceptorConfig(
        config.ip(),
        config.port(),
        config.chains(),
        config.tls(),
        SettingsValidator.merge(config, application, SettingsCheck.settings(config, protocols)));
  }

  private List<ProtocolChain> chains(AcceptorConfig config) {
    return config.chains().stream()
        .map(protocols::chain)
        .flatMap(Optional::stream)
        .map(ResolvedChain::chain)
        .toList();
  }

  /**
   * Takes the ports.
   *
   * @throws org.millrace.server.io.IoException if one cannot be had
   */
  void bind() {
    made.forEach(port -> port.acceptor().bind());
    ports = made;
  }

  /**
   * Lets peers in; gives up the ports of applications that have not come to life.
   *
   * @param applicationRuns whether the application of that name does
   */
  void accept(Predicate<String> applicationRuns) {
    List<Port> open = new ArrayList<>();
    for (Port port : ports) {
      if (applicationRuns.test(port.application())) {
        port.acceptor().accept();
        open.add(port);
      } else {
        port.acceptor().stop();
      }
    }
    ports = List.copyOf(open);
  }

  /** Lets nobody in any more. */
  void stop() {
    ports.forEach(port -> port.acceptor().stop());
  }

  /** Where clients can go, for the hints that applications give. Any thread. */
  List<Endpoint> endpoints() {
    return ports.stream()
        .flatMap(
            port ->
                port.chains().stream()
                    .map(
                        chain ->
                            new Endpoint(
                                port.application(), chain, port.acceptor().boundAddress())))
        .toList();
  }

  /** What is bound. Any thread. */
  List<Service> services() {
    return ports.stream()
        .flatMap(port -> port.chains().stream().map(chain -> service(port, chain)))
        .toList();
  }

  /** With the address as it was configured: "any" of IPv4 may be bound as "any" of IPv6. */
  private static Service service(Port port, ProtocolChain chain) {
    InetSocketAddress address =
        new InetSocketAddress(
            port.acceptor().spec().address().getAddress(),
            port.acceptor().boundAddress().getPort());
    return new Service(address, chain.name(), chain.layers(), port.application());
  }
}
