package org.millrace.server.protocol;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.socket.DatagramPacket;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.millrace.api.config.Setting;
import org.millrace.api.protocol.ConnectionContext;
import org.millrace.api.protocol.ProtocolChain;
import org.millrace.api.protocol.ProtocolDetector;
import org.millrace.api.protocol.ProtocolDetector.Detection;
import org.millrace.api.protocol.ProtocolFactory;
import org.millrace.api.protocol.ProtocolLayer;

/**
 * A plugin's protocols for tests: {@code red} begins with "RED", {@code green} with "GREEN", and
 * each answers everything with its name in front; {@code echo} begins with anything.
 */
final class TestProtocols implements ProtocolFactory {
  static final Setting<Integer> SHADE = Setting.integer("shade", 1, 0, 9, "How dark.");

  @Override
  public List<ProtocolLayer> layers() {
    return List.of(new Layer("red"), new Layer("green"), new Layer("echo"));
  }

  @Override
  public List<ProtocolChain> chains() {
    return List.of(
        ProtocolChain.of("inboundRed", "tcp", "red"),
        ProtocolChain.of("inboundGreen", "tcp", "green"),
        ProtocolChain.of("inboundEcho", "tcp", "echo"),
        ProtocolChain.of("inboundReds", "tcp", "tls", "red"),
        ProtocolChain.of("inboundGreens", "tcp", "tls", "green"),
        ProtocolChain.of("inboundUdpEcho", "udp", "echo"));
  }

  @Override
  public List<Setting<?>> acceptorSettings() {
    return List.of(SHADE);
  }

  /** Answers with its own name and what came. */
  record Layer(String name) implements ProtocolLayer {
    @Override
    public void addTo(ChannelPipeline pipeline, ConnectionContext connection) {
      pipeline.addLast(name, new Answering(name, connection));
    }

    @Override
    public Optional<ProtocolDetector> detector() {
      byte[] magic = name.toUpperCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII);
      return name.equals("echo") ? Optional.empty() : Optional.of(first -> detect(magic, first));
    }

    private static Detection detect(byte[] magic, ByteBuf first) {
      for (int i = 0; i < Math.min(magic.length, first.readableBytes()); i++) {
        if (first.getByte(i) != magic[i]) {
          return Detection.NOT_MINE;
        }
      }
      return first.readableBytes() < magic.length ? Detection.NEED_MORE : Detection.MINE;
    }
  }

  /** Says "NAME up" when it is told that the channel is active, and "NAME:" before each echo. */
  private static final class Answering extends ChannelInboundHandlerAdapter {
    private final String name;
    private final ConnectionContext connection;

    Answering(String name, ConnectionContext connection) {
      this.name = name;
      this.connection = connection;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
      if (!connection.chain().startsWith("inboundUdp")) {
        send(ctx, name + " up\n");
      }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
      if (message instanceof DatagramPacket packet) {
        ctx.writeAndFlush(new DatagramPacket(packet.content(), packet.sender()));
        return;
      }
      String text = ((ByteBuf) message).toString(StandardCharsets.US_ASCII);
      ReferenceCountUtil.release(message);
      send(ctx, name + ":" + text);
    }

    private static void send(ChannelHandlerContext ctx, String text) {
      ctx.writeAndFlush(ByteBufUtil.writeAscii(ctx.alloc(), text));
    }
  }
}
