package org.millrace.flv.live;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelPipeline;
import java.util.List;
import java.util.Optional;
import org.millrace.api.config.Setting;
import org.millrace.api.protocol.ConnectionContext;
import org.millrace.api.protocol.ProtocolChain;
import org.millrace.api.protocol.ProtocolDetector;
import org.millrace.api.protocol.ProtocolFactory;
import org.millrace.api.protocol.ProtocolLayer;

/** Brings the layer {@code liveFlv} and the chain {@code inboundLiveFlv}. */
public final class LiveFlvProtocol implements ProtocolFactory {
  private static final byte[] SIGNATURE = {'F', 'L', 'V'};

  @Override
  public List<ProtocolLayer> layers() {
    return List.of(new Layer());
  }

  @Override
  public List<ProtocolChain> chains() {
    return List.of(
        ProtocolChain.of("inboundLiveFlv", "tcp", "liveFlv").withUris("tcp://{host}:{port}", ""));
  }

  @Override
  public List<Setting<?>> acceptorSettings() {
    return LiveFlvSettings.ALL;
  }

  private static final class Layer implements ProtocolLayer {
    @Override
    public String name() {
      return "liveFlv";
    }

    @Override
    public void addTo(ChannelPipeline pipeline, ConnectionContext connection) {
      LiveFlvSettings settings = LiveFlvSettings.of(connection.settings());
      pipeline.addLast("flvPublisher", new LiveFlvPublisher(connection, settings));
    }

    @Override
    public Optional<ProtocolDetector> detector() {
      return Optional.of(Layer::detect);
    }

    private static ProtocolDetector.Detection detect(ByteBuf firstBytes) {
      int length = Math.min(SIGNATURE.length, firstBytes.readableBytes());
      for (int i = 0; i < length; i++) {
        if (firstBytes.getByte(firstBytes.readerIndex() + i) != SIGNATURE[i]) {
          return ProtocolDetector.Detection.NOT_MINE;
        }
      }
      return length == SIGNATURE.length
          ? ProtocolDetector.Detection.MINE
          : ProtocolDetector.Detection.NEED_MORE;
    }
  }
}
