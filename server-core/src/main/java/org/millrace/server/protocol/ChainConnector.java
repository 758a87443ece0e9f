package org.millrace.server.protocol;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.millrace.api.config.ConfigNode;
import org.millrace.api.protocol.ConnectionContext;
import org.millrace.api.protocol.OutboundConnector;
import org.millrace.server.application.ConnectHandler;
import org.millrace.server.io.ConnectionOrigin;
import org.millrace.server.io.IoException;
import org.millrace.server.io.IoHandlerManager;
import org.millrace.server.io.TlsContexts;
import org.millrace.server.io.TlsEndpoint;

/** Opens connections to other servers and puts chains on them. */
public final class ChainConnector implements OutboundConnector {
  private final IoHandlerManager io;
  private final ProtocolFactoryRegistry protocols;
  private final ConnectHandler connectHandler;

  /**
   * A connector.
   *
   * @param io opens the sockets
   * @param protocols knows the chains
   * @param connectHandler whom the connections ask for an application
   */
  public ChainConnector(
      IoHandlerManager io, ProtocolFactoryRegistry protocols, ConnectHandler connectHandler) {
    this.io = io;
    this.protocols = protocols;
    this.connectHandler = connectHandler;
  }

  @Override
  public CompletionStage<ConnectionContext> connect(
      String chain, InetSocketAddress remote, String application, ConfigNode.Table settings) {
    ConnectionInitializer initializer;
    try {
      initializer = newInitializer(require(chain), remote, application, settings);
    } catch (ProtocolException | IoException e) {
      return CompletableFuture.failedStage(e);
    }
    return io.connect(remote, initializer).thenApply(ConnectionContext.class::cast);
  }

  private ResolvedChain require(String name) {
    ResolvedChain chain =
        protocols
            .chain(name)
            .orElseThrow(() -> new ProtocolException("chain " + name + ": no plugin brings it"));
    if (chain.isUdp()) {
      throw new ProtocolException("chain " + name + ": is for datagrams (expected: one over tcp)");
    }
    return chain;
  }

  private ConnectionInitializer newInitializer(
      ResolvedChain chain,
      InetSocketAddress remote,
      String application,
      ConfigNode.Table settings) {
    Optional<TlsEndpoint> tls =
        chain.needsTls()
            ? Optional.of(TlsContexts.client(remote, settings, io.limits().handshakeTimeout()))
            : Optional.empty();
    ConnectionOrigin origin = new ConnectionOrigin(application, settings, tls, connectHandler);
    return new ConnectionInitializer(io.connections(), List.of(chain), origin, io.limits());
  }
}
