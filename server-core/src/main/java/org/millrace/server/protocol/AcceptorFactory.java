package org.millrace.server.protocol;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.millrace.server.application.ConnectHandler;
import org.millrace.server.config.AcceptorConfig;
import org.millrace.server.io.Acceptor;
import org.millrace.server.io.AcceptorSpec;
import org.millrace.server.io.ConnectionOrigin;
import org.millrace.server.io.ConnectionStarter;
import org.millrace.server.io.IoException;
import org.millrace.server.io.IoHandlerManager;
import org.millrace.server.io.TlsContexts;
import org.millrace.server.io.TlsEndpoint;

/** Makes acceptors of the configuration's entries. */
public final class AcceptorFactory {
  private static final Logger LOG = LogManager.getLogger(AcceptorFactory.class);

  private final IoHandlerManager io;
  private final ProtocolFactoryRegistry protocols;
  private final ConnectHandler connectHandler;

  /**
   * A factory.
   *
   * @param io owns the acceptors
   * @param protocols knows the chains
   * @param connectHandler whom the connections ask for an application
   */
  public AcceptorFactory(
      IoHandlerManager io, ProtocolFactoryRegistry protocols, ConnectHandler connectHandler) {
    this.io = io;
    this.protocols = protocols;
    this.connectHandler = connectHandler;
  }

  /**
   * Makes an acceptor, not bound yet. A chain that no plugin brings is left out, with a warning.
   *
   * @param application the name of the application that it belongs to
   * @param config its entry
   * @return empty if none of its chains is there
   * @throws ProtocolException if the chains cannot be used as they are; names the entry
   * @throws org.millrace.server.io.IoException if key and certificate cannot be used; names the
   *     entry
   */
  public Optional<Acceptor> create(String application, AcceptorConfig config) {
    List<ResolvedChain> chains = chains(config);
    config.chains().stream()
        .filter(name -> chains.stream().noneMatch(chain -> chain.name().equals(name)))
        .forEach(name -> warnOfMissing(application, config, name));
    return chains.isEmpty() ? Optional.empty() : Optional.of(create(application, chains, config));
  }

  /**
   * The chains of an acceptor that plugins bring now.
   *
   * @param config the acceptor's entry
   * @return in the order of the entry; empty if none is there
   * @throws ProtocolException if a layer is missing; names the entry
   */
  public List<ResolvedChain> chains(AcceptorConfig config) {
    return located(
        config,
        () -> config.chains().stream().map(protocols::chain).flatMap(Optional::stream).toList());
  }

  /**
   * Makes what starts the connections of an acceptor.
   *
   * @param application the name of the application that it belongs to
   * @param chains what they can speak
   * @param config the acceptor's entry
   * @return for {@link Acceptor#exchange}
   * @throws ProtocolException if the chains cannot be used as they are; names the entry
   * @throws org.millrace.server.io.IoException if key and certificate cannot be used; names the
   *     entry
   */
  public ConnectionStarter starter(
      String application, List<ResolvedChain> chains, AcceptorConfig config) {
    return located(config, () -> newInitializer(application, chains, config));
  }

  /**
   * Gives an acceptor's port back, and forgets the acceptor.
   *
   * @param acceptor made here
   */
  public void remove(Acceptor acceptor) {
    io.remove(acceptor);
  }

  private Acceptor create(String application, List<ResolvedChain> chains, AcceptorConfig config) {
    ConnectionStarter starter = starter(application, chains, config);
    AcceptorSpec spec =
        new AcceptorSpec(
            new InetSocketAddress(config.ip(), config.port()),
            chains.stream().map(ResolvedChain::name).collect(Collectors.joining("|")),
            application,
            config.location());
    return chains.get(0).isUdp() ? io.udpAcceptor(spec, starter) : io.tcpAcceptor(spec, starter);
  }

  private ConnectionInitializer newInitializer(
      String application, List<ResolvedChain> chains, AcceptorConfig config) {
    Optional<TlsEndpoint> tls =
        config.tls().map(files -> TlsContexts.server(files, io.limits().handshakeTimeout()));
    ConnectionOrigin origin =
        new ConnectionOrigin(application, config.table(), tls, connectHandler);
    return new ConnectionInitializer(io.connections(), chains, origin, io.limits());
  }

  private static <T> T located(AcceptorConfig config, Supplier<T> work) {
    try {
      return work.get();
    } catch (ProtocolException e) {
      throw new ProtocolException(config.location() + ": " + e.getMessage());
    } catch (IoException e) {
      throw new IoException(config.location() + ": " + e.getMessage(), e);
    }
  }

  private void warnOfMissing(String application, AcceptorConfig config, String chain) {
    LOG.warn(
        "{}: acceptor {}:{} of application {}: no plugin brings the chain {} (expected: one of"
            + " {}); it is left out",
        config.location(),
        config.ip(),
        config.port(),
        application,
        chain,
        protocols.chainNames());
  }
}
