package org.millrace.server;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;
import org.millrace.api.server.ServiceInfo;
import org.millrace.server.config.AcceptorConfig;
import org.millrace.server.config.ApplicationConfig;
import org.millrace.server.config.ConfigDifference;
import org.millrace.server.config.SettingsValidator;
import org.millrace.server.io.Acceptor;
import org.millrace.server.protocol.AcceptorFactory;
import org.millrace.server.protocol.ResolvedChain;

/**
 * One acceptor of the configuration: it waits for the plugins that bring its chains, is open, or is
 * suspended while one of these plugins is exchanged. Used by one thread at a time, but for what
 * says otherwise.
 */
final class Port {
  private static final Logger LOG = LogManager.getLogger(Ports.class);

  private final String id;
  private volatile ApplicationConfig application;
  private volatile AcceptorConfig config;
  private final AcceptorFactory factory;
  private volatile @Nullable Acceptor acceptor;
  private volatile List<ResolvedChain> chains = List.of();
  private volatile boolean bound;
  private volatile boolean enabled = true;

  /** Whether somebody has opened it while the server runs. */
  private boolean added;

  /** Chains that were missing when that was said last. */
  private List<String> missing = List.of();

  Port(String id, ApplicationConfig application, AcceptorConfig config, AcceptorFactory factory) {
    this.id = id;
    this.application = application;
    this.config = config;
    this.factory = factory;
  }

  /** Any thread. */
  ApplicationConfig application() {
    return application;
  }

  /** Where it listens, or did and will again; empty if it does not. Any thread. */
  Optional<Acceptor> bound() {
    return bound ? Optional.ofNullable(acceptor) : Optional.empty();
  }

  /** What its connections speak. Any thread. */
  List<ResolvedChain> chains() {
    return chains;
  }

  /** Such as {@code s3}; the same for its whole life. Any thread. */
  String id() {
    return id;
  }

  /** What it is at this moment. Any thread. */
  ServiceInfo describe() {
    Acceptor listening = bound().orElse(null);
    List<ResolvedChain> spoken = chains;
    boolean datagrams = !spoken.isEmpty() && spoken.get(0).isUdp();
    return new ServiceInfo(
        id,
        datagrams ? "udp" : "tcp",
        address(listening),
        spoken.isEmpty() ? config.chains() : spoken.stream().map(ResolvedChain::name).toList(),
        application.name(),
        state(listening),
        listening == null ? 0 : listening.acceptedCount(),
        listening == null ? 0 : listening.droppedCount());
  }

  /** As it was configured: "any" of IPv4 may be bound as "any" of IPv6. */
  private InetSocketAddress address(@Nullable Acceptor listening) {
    return listening == null
        ? InetSocketAddress.createUnresolved(config.ip(), config.port())
        : new InetSocketAddress(
            listening.spec().address().getAddress(), listening.boundAddress().getPort());
  }

  private static ServiceInfo.State state(@Nullable Acceptor listening) {
    if (listening == null) {
      return ServiceInfo.State.CLOSED;
    }
    if (!listening.isEnabled()) {
      return ServiceInfo.State.DISABLED;
    }
    return listening.isAccepting() ? ServiceInfo.State.OPEN : ServiceInfo.State.SUSPENDED;
  }

  /** Lets peers in or turns them away. Any thread. */
  void enable(boolean whether) {
    enabled = whether;
    bound().ifPresent(listening -> listening.enable(whether));
  }

  /** Whether it needs a plugin for one of its chains. */
  boolean needs(String pluginId) {
    return chains.stream().anyMatch(chain -> chain.plugins().contains(pluginId));
  }

  /** It stays though no configuration has it, as long as its application is there. */
  void keepWithoutConfiguration() {
    added = true;
  }

  /** Whether it was opened while the server runs, for an application of that name. */
  boolean isAddedTo(ApplicationConfig other) {
    return added && application.name().equals(other.name());
  }

  /** Goes on with the same entry; see {@link #reconfigure}. */
  void reconfigure(ApplicationConfig newApplication, boolean anew) {
    reconfigure(newApplication, config, anew);
  }

  /** Whether another acceptor of the configuration can have its socket. */
  boolean isAt(AcceptorConfig other) {
    return config.ip().equals(other.ip()) && config.port() == other.port();
  }

  /**
   * Looks whether it could be as it is to be.
   *
   * @throws RuntimeException if not; names the entry
   */
  void check() {
    List<ResolvedChain> found = factory.chains(config);
    if (!found.isEmpty()) {
      factory.starter(application.name(), found, withSettingsOfApplication(found));
    }
  }

  /**
   * Goes on with another entry for the same address. Who is connected stays; who connects from now
   * on gets what the new entry says.
   *
   * @param anew whether to look at keys, certificates and limits again, though the entry is the
   *     same
   * @return whether the entry differs
   */
  boolean reconfigure(ApplicationConfig newApplication, AcceptorConfig newConfig, boolean anew) {
    AcceptorConfig before = withSettingsOfApplication(chains);
    boolean sameApplication = application.name().equals(newApplication.name());
    application = newApplication;
    config = newConfig;
    AcceptorConfig after = withSettingsOfApplication(chains);
    boolean same =
        sameApplication
            && ConfigDifference.same(before.table(), after.table())
            && before.tls().equals(after.tls());
    if (!same || anew || config.tls().isPresent()) {
      suspend();
      resolve(true);
    }
    return !same;
  }

  /**
   * Makes the acceptor, or brings it in line with the chains that there are now. If none of them is
   * there any more, it is closed.
   *
   * @return whether something has changed
   */
  boolean resolve() {
    return resolve(false);
  }

  private boolean resolve(boolean anew) {
    List<ResolvedChain> found = factory.chains(config);
    boolean news = isNews(found);
    boolean settled = found.equals(chains) && (acceptor != null || found.isEmpty()) && !news;
    if (settled && (!anew || acceptor == null)) {
      return false;
    }
    Acceptor present = acceptor;
    if (present != null && found.isEmpty()) {
      close("no plugin brings " + String.join(", ", config.chains()) + " any more");
      return true;
    }
    if (present != null && found.get(0).isUdp() != chains.get(0).isUdp()) {
      close("it changes from datagrams to connections, or back");
      present = null;
    }
    AcceptorConfig merged = withSettingsOfApplication(found);
    if (present == null) {
      acceptor = factory.create(application.name(), merged).orElse(null);
    } else {
      present.exchange(factory.starter(application.name(), found, merged));
    }
    chains = found;
    return true;
  }

  /** Whether there is something to say of missing chains that has not been said. */
  private boolean isNews(List<ResolvedChain> found) {
    List<String> there = found.stream().map(ResolvedChain::name).toList();
    List<String> absent = config.chains().stream().filter(name -> !there.contains(name)).toList();
    boolean news = acceptor == null && !absent.isEmpty() && !absent.equals(missing);
    missing = absent;
    return news;
  }

  private AcceptorConfig withSettingsOfApplication(List<ResolvedChain> found) {
    return new AcceptorConfig(
        config.ip(),
        config.port(),
        config.chains(),
        config.tls(),
        SettingsValidator.merge(config, application, SettingsCheck.settings(found)));
  }

  /**
   * Takes the port, unless it has it.
   *
   * @throws org.millrace.server.io.IoException if it cannot be had
   */
  void bind() {
    Acceptor made = acceptor;
    if (made != null && !bound) {
      made.enable(enabled);
      made.bind();
      bound = true;
    }
  }

  /** Lets peers in, if it has its port. */
  void accept() {
    bound().ifPresent(Acceptor::accept);
  }

  /** Lets peers wait. */
  void suspend() {
    bound().ifPresent(Acceptor::suspend);
  }

  /** Gives the port up. */
  void close(String reason) {
    Acceptor made = acceptor;
    if (made != null) {
      if (bound) {
        LOG.info("acceptor {} is closed: {}", made, reason);
      }
      acceptor = null;
      bound = false;
      chains = List.of();
      factory.remove(made);
    }
  }

  @Override
  public String toString() {
    return "acceptor " + config.ip() + ":" + config.port();
  }
}
