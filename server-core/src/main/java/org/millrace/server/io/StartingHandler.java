package org.millrace.server.io;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import java.net.InetSocketAddress;

/** Starts the connection of each accepted channel. */
final class StartingHandler extends ChannelInitializer<Channel> {
  private final ConnectionStarter starter;

  StartingHandler(ConnectionStarter starter) {
    this.starter = starter;
  }

  @Override
  protected void initChannel(Channel channel) {
    if (channel.remoteAddress() instanceof InetSocketAddress remote) {
      starter.start(channel, remote);
    } else {
      channel.close();
    }
  }
}
