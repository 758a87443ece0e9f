package org.example.hello;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import org.millrace.api.protocol.ConnectionContext;
import org.millrace.api.protocol.ProtocolLayer;

/** Sends back what comes, but for a byte 0: that is against the protocol. */
final class LineLayer implements ProtocolLayer {
  @Override
  public String name() {
    return "lines";
  }

  @Override
  public void addTo(ChannelPipeline pipeline, ConnectionContext connection) {
    pipeline.addLast("lines", new Echo(connection));
  }

  private static final class Echo extends ChannelInboundHandlerAdapter {
    private final ConnectionContext connection;

    Echo(ConnectionContext connection) {
      this.connection = connection;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
      ByteBuf bytes = (ByteBuf) message;
      if (bytes.indexOf(bytes.readerIndex(), bytes.writerIndex(), (byte) 0) >= 0) {
        bytes.release();
        connection.close("byte: 0 (expected: text)");
      } else {
        ctx.writeAndFlush(bytes);
      }
    }
  }
}
