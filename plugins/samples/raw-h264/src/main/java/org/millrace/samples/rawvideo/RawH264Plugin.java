package org.millrace.samples.rawvideo;

import io.netty.channel.ChannelPipeline;
import java.util.List;
import org.millrace.api.config.Setting;
import org.millrace.api.plugin.MillracePlugin;
import org.millrace.api.protocol.ConnectionContext;
import org.millrace.api.protocol.ProtocolChain;
import org.millrace.api.protocol.ProtocolFactory;
import org.millrace.api.protocol.ProtocolLayer;

/** Brings the chain {@code inboundRawH264}: one layer above TCP. */
public final class RawH264Plugin implements MillracePlugin, ProtocolFactory, ProtocolLayer {
  static final Setting<String> STREAM_NAME =
      Setting.text("localStreamName", "camera", "Name of the stream.");
  static final Setting<Integer> FRAME_RATE =
      Setting.integer("frameRate", 0, 0, 1000, "Pictures in 1 s; 0: they are timed as they come.");
  static final Setting<Long> MAX_PICTURE_BYTES =
      Setting.bytes("maxPictureBytes", 4 << 20, 1 << 10, 1 << 26, "Size of the largest picture.");

  @Override
  public List<ProtocolFactory> protocols() {
    return List.of(this);
  }

  @Override
  public List<ProtocolChain> chains() {
    ProtocolChain chain = ProtocolChain.of("inboundRawH264", "tcp", name());
    return List.of(chain.withUris("tcp://{host}:{port}", ""));
  }

  @Override
  public List<Setting<?>> acceptorSettings() {
    return List.of(STREAM_NAME, FRAME_RATE, MAX_PICTURE_BYTES);
  }

  @Override
  public List<ProtocolLayer> layers() {
    return List.of(this);
  }

  @Override
  public String name() {
    return "rawH264";
  }

  @Override
  public void addTo(ChannelPipeline pipeline, ConnectionContext connection) {
    pipeline.addLast(name(), new PicturePublisher(connection));
  }
}
