package org.millrace.rtmp.client;

import java.util.concurrent.CompletionStage;
import org.millrace.api.config.ConfigNode;
import org.millrace.api.protocol.OutboundConnector;

/**
 * Opens connections to RTMP servers.
 *
 * @param connector the host's
 * @param application for whom, on log lines
 * @param settings keys of the plugin rtmp that are to be different from its own table's, and {@code
 *     sslTrust}
 */
public record RtmpDialer(
    OutboundConnector connector, String application, ConfigNode.Table settings) {

  /**
   * Opens a connection, shakes hands and connects to the application. Any thread may call.
   *
   * @param uri where; the stream does not matter yet
   * @return completed on the connection's event loop when the server has accepted; exceptionally if
   *     it cannot be reached, or with {@link RtmpClientException} if it refuses or fails
   */
  public CompletionStage<RtmpClient> connect(RtmpUri uri) {
    String chain = uri.secure() ? RtmpClientLayer.SECURE_CHAIN : RtmpClientLayer.PLAIN_CHAIN;
    return connector
        .connect(chain, uri.address(), application, settings)
        .thenCompose(connection -> RtmpClientLayer.start(connection, uri));
  }
}
