package org.millrace.server.protocol;

import io.netty.channel.ChannelPipeline;
import io.netty.handler.ssl.SslHandler;
import java.util.List;
import java.util.Optional;
import org.millrace.api.protocol.ConnectionContext;
import org.millrace.api.protocol.ProtocolDetector;
import org.millrace.api.protocol.ProtocolDetector.Detection;
import org.millrace.api.protocol.ProtocolFactory;
import org.millrace.api.protocol.ProtocolLayer;
import org.millrace.server.io.Connection;
import org.millrace.server.io.TlsEndpoint;

/**
 * The layers that are not a plugin's: {@code tcp} and {@code udp}, which carry, and {@code tls}.
 */
final class HostLayers implements ProtocolFactory {
  static final String UDP = "udp";
  static final String TLS = "tls";

  @Override
  public List<ProtocolLayer> layers() {
    return List.of(new Carrier("tcp"), new Carrier(UDP), new Tls());
  }

  /** The socket itself: has no handlers. */
  private record Carrier(String name) implements ProtocolLayer {
    @Override
    public void addTo(ChannelPipeline pipeline, ConnectionContext connection) {
      // The channel is the layer.
    }
  }

  /** Encryption, with the certificate of the acceptor. */
  private record Tls() implements ProtocolLayer {
    /** RFC 8446 section 5.1: the first byte of a record that carries the handshake. */
    private static final int HANDSHAKE = 0x16;

    @Override
    public String name() {
      return TLS;
    }

    @Override
    public void addTo(ChannelPipeline pipeline, ConnectionContext context) {
      Connection connection = (Connection) context;
      TlsEndpoint endpoint =
          connection
              .origin()
              .tls()
              .orElseThrow(() -> new ProtocolException("layer tls: no sslKey and sslCert"));
      SslHandler handler = endpoint.newHandler(pipeline.channel().alloc());
      handler
          .handshakeFuture()
          .addListener(
              handshake -> {
                if (!handshake.isSuccess()) {
                  connection.noteFailure(handshake.cause());
                }
              });
      pipeline.addLast(TLS, handler);
    }

    @Override
    public Optional<ProtocolDetector> detector() {
      return Optional.of(
          first -> first.getByte(0) == HANDSHAKE ? Detection.MINE : Detection.NOT_MINE);
    }
  }
}
