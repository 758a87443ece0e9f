package org.millrace.rtmp.client;

import io.netty.channel.ChannelPipeline;
import java.util.concurrent.CompletionStage;
import org.millrace.api.config.ConfigNode;
import org.millrace.api.protocol.ConnectionContext;
import org.millrace.api.protocol.ProtocolLayer;
import org.millrace.rtmp.chunk.ChunkDecoder;
import org.millrace.rtmp.handshake.ClientHandshakeHandler;
import org.millrace.rtmp.message.MessageDecoder;

/**
 * The layer of the outbound chains. It waits for {@link RtmpDialer} to say where to connect to;
 * from then on there is
 *
 * <pre>
 * rtmpHandshake   sends C0 and C1, takes S0 to S2, and makes way for
 * rtmpInput       counts and acknowledges; stops everything here if nobody wants to look at it
 * rtmpChunks      bytes to raw messages
 * rtmpMessages    raw messages to messages
 * rtmpClient      messages to answers, statuses and frames
 * </pre>
 */
public final class RtmpClientLayer implements ProtocolLayer {
  /** Name of the chain over TCP. */
  public static final String PLAIN_CHAIN = "outboundRtmp";

  /** Name of the chain over TLS. */
  public static final String SECURE_CHAIN = "outboundRtmps";

  static final String CLIENT = "rtmpClient";
  static final String CHUNKS = "rtmpChunks";
  static final String MESSAGES = "rtmpMessages";
  private static final String HANDSHAKE = "rtmpHandshake";
  private static final String INPUT = "rtmpInput";

  private final ConfigNode.Table pluginSettings;

  /**
   * The layer.
   *
   * @param pluginSettings the table of the plugin rtmp
   */
  public RtmpClientLayer(ConfigNode.Table pluginSettings) {
    this.pluginSettings = pluginSettings;
  }

  @Override
  public String name() {
    return CLIENT;
  }

  @Override
  public void addTo(ChannelPipeline pipeline, ConnectionContext connection) {
    pipeline.addLast(CLIENT, new ClientHandler(connection, pluginSettings));
  }

  /** Begins with the handshake; to be called on the event loop of an open connection. */
  static CompletionStage<RtmpClient> start(ConnectionContext connection, RtmpUri uri) {
    ChannelPipeline pipeline = connection.channel().pipeline();
    ClientHandler client = pipeline.get(ClientHandler.class);
    pipeline.addBefore(
        CLIENT,
        HANDSHAKE,
        new ClientHandshakeHandler(
            client.settings().handshakeTimeout(), () -> handshaken(pipeline, client, uri)));
    return client.connected();
  }

  private static void handshaken(ChannelPipeline pipeline, ClientHandler client, RtmpUri uri) {
    InputMeter input = new InputMeter();
    pipeline.addBefore(CLIENT, INPUT, input);
    pipeline.addBefore(CLIENT, CHUNKS, new ChunkDecoder(client.settings().chunkLimits()));
    pipeline.addBefore(
        CLIENT,
        MESSAGES,
        new MessageDecoder(client.settings().amfLimits(), client.connection().log()));
    client.begin(input, uri);
  }
}
