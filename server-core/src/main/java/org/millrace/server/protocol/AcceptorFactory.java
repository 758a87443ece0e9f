package org.millrace.server.protocol;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.millrace.server.application.ConnectHandler;
import org.millrace.server.config.AcceptorConfig;
import org.millrace.server.io.Acceptor;
import org.millrace.server.io.AcceptorSpec;
import org.millrace.server.io.ConnectionOrigin;
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
    try {
      List<ResolvedChain> chains = resolve(application, config);
      return chains.isEmpty() ? Optional.empty() : Optional.of(create(application, chains, config));
    } catch (ProtocolException e) {
      throw new ProtocolException(config.location() + ": " + e.getMessage());
    } catch (IoException e) {
      throw new IoException(config.location() + ": " + e.getMessage(), e);
    }
  }

  private Acceptor create(String application, List<ResolvedChain> chains, AcceptorConfig config) {
    AcceptorSpec spec =
        new AcceptorSpec(
            new InetSocketAddress(config.ip(), config.port()),
            chains.stream().map(ResolvedChain::name).collect(Collectors.joining("|")),
            application,
            config.location());
    Optional<TlsEndpoint> tls =
        config.tls().map(files -> TlsContexts.server(files, io.limits().handshakeTimeout()));
    ConnectionOrigin origin =
        new ConnectionOrigin(application, config.table(), tls, connectHandler);
    ConnectionInitializer initializer =
        new ConnectionInitializer(io.connections(), chains, origin, io.limits());
    return chains.get(0).isUdp()
        ? io.udpAcceptor(spec, initializer)
        : io.tcpAcceptor(spec, initializer);
  }

  private List<ResolvedChain> resolve(String application, AcceptorConfig config) {
    List<ResolvedChain> chains = new ArrayList<>();
    for (String name : config.chains()) {
      Optional<ResolvedChain> chain = protocols.chain(name);
      if (chain.isPresent()) {
        chains.add(chain.get());
      } else {
        LOG.warn(
            "{}: acceptor {}:{} of application {}: no plugin brings the chain {} (expected: one of"
                + " {}); it is left out",
            config.location(),
            config.ip(),
            config.port(),
            application,
            name,
            protocols.chainNames());
      }
    }
    return chains;
  }
}
