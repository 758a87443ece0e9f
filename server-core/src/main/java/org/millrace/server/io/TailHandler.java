package org.millrace.server.io;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/** The last handler of every pipeline: what no layer has caught ends the connection. */
final class TailHandler extends ChannelInboundHandlerAdapter {
  private final Connection connection;

  TailHandler(Connection connection) {
    this.connection = connection;
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    connection.fail(cause);
  }
}
