package org.millrace.http.connection;

import io.netty.channel.ChannelPipeline;
import org.millrace.api.protocol.ConnectionContext;

/** The handlers of a connection. */
public final class HttpPipeline {
  private HttpPipeline() {}

  /**
   * Adds them to the end of a pipeline.
   *
   * @param pipeline the connection's
   * @param connection whose
   * @param settings of its acceptor
   * @param server answers
   */
  public static void addTo(
      ChannelPipeline pipeline,
      ConnectionContext connection,
      HttpSettings settings,
      ExchangeServer server) {
    pipeline.addLast(RequestDecoder.NAME, new RequestDecoder(settings));
    pipeline.addLast(ResponseEncoder.NAME, new ResponseEncoder());
    pipeline.addLast(HttpConnection.NAME, new HttpConnection(connection, settings, server));
  }
}
