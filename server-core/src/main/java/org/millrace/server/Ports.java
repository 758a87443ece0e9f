package org.millrace.server;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;
import org.millrace.api.config.ConfigException;
import org.millrace.api.config.ConfigLocation;
import org.millrace.api.protocol.ProtocolChain;
import org.millrace.api.server.ServiceInfo;
import org.millrace.server.application.Endpoint;
import org.millrace.server.config.AcceptorConfig;
import org.millrace.server.config.ApplicationConfig;
import org.millrace.server.config.ConfigProblems;
import org.millrace.server.io.Acceptor;
import org.millrace.server.io.IoException;
import org.millrace.server.protocol.AcceptorFactory;
import org.millrace.server.protocol.ProtocolException;
import org.millrace.server.protocol.ResolvedChain;

/**
 * What the server listens on. Used by one thread at a time, but for what says otherwise.
 *
 * <p>What goes wrong with one port is given to a handler: at the start it throws, and the server
 * does not start; later that port stays closed.
 */
final class Ports {
  private static final Logger LOG = LogManager.getLogger(Ports.class);

  private volatile List<Port> all = List.of();
  private final AtomicInteger lastPort = new AtomicInteger();
  private @Nullable AcceptorFactory factory;

  /**
   * Notes the acceptors of all applications.
   *
   * @param applications in the order of the configuration
   * @param factory makes acceptors
   */
  void configure(List<ApplicationConfig> applications, AcceptorFactory factory) {
    this.factory = factory;
    all = newPorts(applications);
  }

  private List<Port> newPorts(List<ApplicationConfig> applications) {
    List<Port> ports = new ArrayList<>();
    for (ApplicationConfig application : applications) {
      for (AcceptorConfig config : application.acceptors()) {
        ports.add(newPort(application, config));
      }
    }
    return List.copyOf(ports);
  }

  /** Looks whether the acceptors of other applications could be made, and notes what is wrong. */
  void check(List<ApplicationConfig> applications, ConfigProblems problems) {
    for (Port port : newPorts(applications)) {
      try {
        port.check();
      } catch (ProtocolException | IoException | ConfigException e) {
        problems.error(ConfigLocation.NONE, String.valueOf(e.getMessage()));
      }
    }
  }

  /**
   * Takes the acceptors of another configuration: those with an address that is taken already go on
   * with its socket, the others that there are give theirs up.
   *
   * @param applications in the order of the configuration
   * @param anew whether what all of them have in common has changed, too
   * @return what has changed, for people
   */
  List<String> reconfigure(
      List<ApplicationConfig> applications, boolean anew, Consumer<RuntimeException> onFailure) {
    List<String> lines = new ArrayList<>();
    List<Port> left = new ArrayList<>(all);
    List<Port> now = new ArrayList<>();
    for (ApplicationConfig application : applications) {
      for (AcceptorConfig config : application.acceptors()) {
        Optional<Port> there = left.stream().filter(port -> port.isAt(config)).findFirst();
        there.ifPresent(left::remove);
        String name = "acceptor " + config.ip() + ":" + config.port();
        if (there.isEmpty()) {
          lines.add(name + ": new");
        }
        Port port = there.orElseGet(() -> newPort(application, config));
        guarded(
            port,
            () -> {
              if (there.isPresent() && port.reconfigure(application, config, anew)) {
                lines.add(name + ": changed");
              }
            },
            onFailure);
        now.add(port);
      }
    }
    for (Port port : left) {
      Optional<ApplicationConfig> application =
          applications.stream().filter(port::isAddedTo).findFirst();
      if (application.isPresent()) {
        guarded(port, () -> port.reconfigure(application.get(), anew), onFailure);
        now.add(port);
      } else {
        lines.add(port + ": removed");
        port.close("it is not in the configuration any more");
      }
    }
    all = List.copyOf(now);
    return lines;
  }

  /**
   * Opens a port that is in no configuration.
   *
   * @throws RuntimeException if it cannot be had; nothing is open then
   */
  Port open(ApplicationConfig application, AcceptorConfig config) {
    Port port = newPort(application, config);
    port.keepWithoutConfiguration();
    try {
      port.resolve();
      if (port.chains().size() < config.chains().size()) {
        throw new ProtocolException(
            "chains: %s (expected: some that plugins bring)"
                .formatted(String.join(", ", config.chains())));
      }
      port.bind();
      port.accept();
    } catch (RuntimeException e) {
      port.close("it cannot be used as it is");
      throw e;
    }
    List<Port> more = new ArrayList<>(all);
    more.add(port);
    all = List.copyOf(more);
    return port;
  }

  /** Closes a port and forgets it; returns whether it was there. */
  boolean remove(String id) {
    List<Port> chosen = all.stream().filter(port -> port.id().equals(id)).toList();
    all = all.stream().filter(port -> !chosen.contains(port)).toList();
    chosen.forEach(port -> port.close("it is not wanted any more"));
    return !chosen.isEmpty();
  }

  private Port newPort(ApplicationConfig application, AcceptorConfig config) {
    AcceptorFactory maker = Objects.requireNonNull(factory, "configured");
    return new Port("s" + lastPort.incrementAndGet(), application, config, maker);
  }

  /** Makes acceptors of those whose application can be, and whose chains are there. */
  void resolve(Predicate<ApplicationConfig> which, Consumer<RuntimeException> onFailure) {
    for (Port port : all) {
      if (which.test(port.application())) {
        guarded(port, port::resolve, onFailure);
      }
    }
  }

  /** Takes the ports that are not taken yet. */
  void bind(Consumer<RuntimeException> onFailure) {
    for (Port port : all) {
      guarded(port, port::bind, onFailure);
    }
  }

  private static void guarded(Port port, Runnable step, Consumer<RuntimeException> onFailure) {
    try {
      step.run();
    } catch (RuntimeException e) {
      onFailure.accept(e);
      port.close("it cannot be used as it is");
    }
  }

  /**
   * Lets peers in; gives up the ports of applications that have not come to life, or are gone.
   *
   * @param applicationRuns whether the application of that name does
   */
  void accept(Predicate<String> applicationRuns) {
    for (Port port : all) {
      String application = port.application().name();
      if (applicationRuns.test(application)) {
        port.accept();
      } else {
        port.close("application " + application + " does not run");
      }
    }
  }

  /** Lets those wait who come to some ports. */
  void suspend(Predicate<Port> which) {
    all.stream().filter(which).forEach(Port::suspend);
  }

  /** Lets nobody in any more. */
  void stop() {
    all.stream().flatMap(port -> port.bound().stream()).forEach(Acceptor::stop);
  }

  /** Says what is open now and was not before. */
  void logNew(List<Service> before) {
    services().stream()
        .filter(service -> !before.contains(service))
        .forEach(
            service ->
                LOG.info(
                    "acceptor {}:{} is open: {}, application {}",
                    service.address().getAddress().getHostAddress(),
                    service.address().getPort(),
                    service.chain(),
                    service.application()));
  }

  /** Where clients can go, for the hints that applications give. Any thread. */
  List<Endpoint> endpoints() {
    return all.stream()
        .flatMap(port -> port.bound().stream().flatMap(acceptor -> endpoints(port, acceptor)))
        .toList();
  }

  private static Stream<Endpoint> endpoints(Port port, Acceptor acceptor) {
    return chains(port)
        .map(chain -> new Endpoint(port.application().name(), chain, acceptor.boundAddress()));
  }

  /** What each is at this moment. Any thread. */
  List<ServiceInfo> list() {
    return all.stream().map(Port::describe).toList();
  }

  /** Lets peers in or turns them away; returns whether there is such a port. Any thread. */
  boolean enable(String id, boolean whether) {
    Optional<Port> port = all.stream().filter(each -> each.id().equals(id)).findFirst();
    port.ifPresent(found -> found.enable(whether));
    return port.isPresent();
  }

  /** What is bound. Any thread. */
  List<Service> services() {
    return all.stream()
        .flatMap(port -> port.bound().stream().flatMap(acceptor -> services(port, acceptor)))
        .toList();
  }

  /** With the address as it was configured: "any" of IPv4 may be bound as "any" of IPv6. */
  private static Stream<Service> services(Port port, Acceptor acceptor) {
    InetSocketAddress address =
        new InetSocketAddress(
            acceptor.spec().address().getAddress(), acceptor.boundAddress().getPort());
    return chains(port)
        .map(
            chain -> new Service(address, chain.name(), chain.layers(), port.application().name()));
  }

  private static Stream<ProtocolChain> chains(Port port) {
    return port.chains().stream().map(ResolvedChain::chain);
  }
}
