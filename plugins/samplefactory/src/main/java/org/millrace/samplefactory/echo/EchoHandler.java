package org.millrace.samplefactory.echo;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.timeout.IdleStateEvent;
import java.nio.charset.StandardCharsets;
import org.millrace.api.protocol.ConnectionContext;

/** Answers each buffer with {@code ECHO } and what is in it. */
final class EchoHandler extends SimpleChannelInboundHandler<ByteBuf> {
  private static final byte[] PREFIX = "ECHO ".getBytes(StandardCharsets.US_ASCII);

  private final ConnectionContext connection;

  EchoHandler(ConnectionContext connection) {
    this.connection = connection;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, ByteBuf heard) {
    ByteBuf answer = context.alloc().buffer(PREFIX.length + heard.readableBytes());
    context.write(answer.writeBytes(PREFIX).writeBytes(heard));
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    context.flush();
  }

  /** Who does not read his answers is not heard: else they would pile up here. */
  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    context.channel().config().setAutoRead(context.channel().isWritable());
    context.fireChannelWritabilityChanged();
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof IdleStateEvent) {
      connection.close("the peer has sent nothing for idleTimeout");
    } else {
      context.fireUserEventTriggered(event);
    }
  }
}
