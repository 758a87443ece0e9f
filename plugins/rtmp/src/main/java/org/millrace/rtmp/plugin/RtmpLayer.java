package org.millrace.rtmp.plugin;

import io.netty.channel.ChannelPipeline;
import java.util.Optional;
import org.millrace.api.config.ConfigNode;
import org.millrace.api.protocol.ConnectionContext;
import org.millrace.api.protocol.ProtocolDetector;
import org.millrace.api.protocol.ProtocolDetector.Detection;
import org.millrace.api.protocol.ProtocolLayer;
import org.millrace.rtmp.RtmpSettings;
import org.millrace.rtmp.chunk.ChunkDecoder;
import org.millrace.rtmp.command.CommandDispatcher;
import org.millrace.rtmp.handshake.HandshakeHandler;
import org.millrace.rtmp.message.MessageDecoder;
import org.millrace.rtmp.message.MessageOutput;
import org.millrace.rtmp.session.SessionHandler;

/**
 * Puts RTMP on a connection. At first there is
 *
 * <pre>
 * rtmpHandshake   answers C0 and C1, takes C2, and makes way for
 * rtmpChunks      bytes to raw messages
 * rtmpMessages    raw messages to messages
 * rtmpSession     messages to commands and frames
 * </pre>
 *
 * All of these are inbound; what goes out does so through {@link MessageOutput}.
 */
final class RtmpLayer implements ProtocolLayer {
  private static final String NAME = "rtmp";
  private static final String HANDSHAKE = "rtmpHandshake";
  private static final String CHUNKS = "rtmpChunks";
  private static final String MESSAGES = "rtmpMessages";
  private static final String SESSION = "rtmpSession";

  private static final byte PLAIN = 3;
  private static final byte ENCRYPTED = 6;

  private final ConfigNode.Table pluginSettings;

  RtmpLayer(ConfigNode.Table pluginSettings) {
    this.pluginSettings = pluginSettings;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void addTo(ChannelPipeline pipeline, ConnectionContext connection) {
    RtmpSettings settings = RtmpSettings.of(connection.settings(), pluginSettings);
    pipeline.addLast(
        HANDSHAKE,
        new HandshakeHandler(
            settings.handshakeTimeout(),
            settings.validateHandshake(),
            () -> addSession(pipeline, connection, settings)));
  }

  private static void addSession(
      ChannelPipeline pipeline, ConnectionContext connection, RtmpSettings settings) {
    ChunkDecoder chunks = new ChunkDecoder(settings.chunkLimits());
    pipeline.addAfter(HANDSHAKE, CHUNKS, chunks);
    pipeline.addAfter(CHUNKS, MESSAGES, new MessageDecoder(settings.amfLimits(), connection.log()));
    pipeline.addAfter(
        MESSAGES,
        SESSION,
        new SessionHandler(
            connection,
            settings,
            new MessageOutput(pipeline.context(CHUNKS)),
            new CommandDispatcher(settings.maxCommandsPerSecond()),
            chunks::receivedBytes));
  }

  /** RTMPE is taken, too, so that the handshake can say why it is refused. */
  @Override
  public Optional<ProtocolDetector> detector() {
    return Optional.of(
        firstBytes -> {
          byte version = firstBytes.getByte(firstBytes.readerIndex());
          return version == PLAIN || version == ENCRYPTED ? Detection.MINE : Detection.NOT_MINE;
        });
  }
}
