package org.millrace.server.protocol;

import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import java.net.InetSocketAddress;
import java.util.List;
import org.millrace.server.config.LimitsConfig;
import org.millrace.server.io.Connection;
import org.millrace.server.io.ConnectionOrigin;
import org.millrace.server.io.ConnectionRegistry;
import org.millrace.server.io.ConnectionStarter;

/**
 * Puts handlers on new connections. The whole pipeline, from the socket to the logic:
 *
 * <pre>
 * wire        counts bytes, ends the connection in good order
 * ...         the handlers of the chain's layers: tls, then the plugins'
 * detectionN  only where the port's chains part after N layers: goes when the peer has shown which
 *             it speaks, and leaves its place to that one's layers
 * tail        ends the connection if an exception comes so far
 * </pre>
 */
public final class ConnectionInitializer implements ConnectionStarter {
  private static final String WIRE = "wire";
  private static final String DETECTION = "detection";
  private static final String TAIL = "tail";

  private final ConnectionRegistry connections;
  private final SharedPort port;
  private final ConnectionOrigin origin;
  private final LimitsConfig limits;

  /**
   * An initializer for the connections of one acceptor, or for one outbound connection.
   *
   * @param connections where they are registered
   * @param chains at least one; if there are more, first bytes must tell them apart
   * @param origin what the connections have in common
   * @param limits time and bytes for the recognition
   * @throws ProtocolException if the chains cannot share a port, or lack a certificate
   */
  public ConnectionInitializer(
      ConnectionRegistry connections,
      List<ResolvedChain> chains,
      ConnectionOrigin origin,
      LimitsConfig limits) {
    this.connections = connections;
    this.port = SharedPort.of(chains);
    this.origin = origin;
    this.limits = limits;
    for (ResolvedChain chain : chains) {
      if (chain.needsTls() && origin.tls().isEmpty()) {
        throw new ProtocolException("chain " + chain.name() + ": sslKey and sslCert are missing");
      }
    }
  }

  @Override
  public Connection start(Channel channel, InetSocketAddress remote) {
    Connection connection = connections.create(channel, remote, origin, port.spoken());
    channel.pipeline().addLast(WIRE, connection.firstHandler());
    try {
      addRest(channel.pipeline(), port, connection);
    } catch (RuntimeException | LinkageError e) {
      connection.fail(e);
    }
    return connection;
  }

  /** Adds layers as far as they are known, and a detection where the chains part. */
  private void addRest(ChannelPipeline pipeline, SharedPort chains, Connection connection) {
    SharedPort left = chains;
    while (!left.isDecided() && left.nextLayers().size() == 1) {
      left.nextLayers().get(0).addTo(pipeline, connection);
      left = left.deeper();
    }
    if (left.isDecided()) {
      left.remainingLayers().forEach(layer -> layer.addTo(pipeline, connection));
    } else {
      pipeline.addLast(DETECTION + left.depth(), newDetection(pipeline, left, connection));
    }
    pipeline.addLast(TAIL, connection.newLastHandler());
  }

  private ProtocolDetectionHandler newDetection(
      ChannelPipeline pipeline, SharedPort undecided, Connection connection) {
    return new ProtocolDetectionHandler(
        undecided, connection, limits, left -> recognised(pipeline, left, connection));
  }

  private void recognised(ChannelPipeline pipeline, SharedPort left, Connection connection) {
    connection.recognised(left.spoken());
    pipeline.remove(TAIL);
    addRest(pipeline, left, connection);
  }
}
