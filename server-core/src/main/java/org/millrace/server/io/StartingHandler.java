package org.millrace.server.io;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import java.net.InetSocketAddress;

/** Starts the connection of each accepted channel, by what the acceptor's starter is then. */
final class StartingHandler extends ChannelInitializer<Channel> {
  private final Acceptor acceptor;

  StartingHandler(Acceptor acceptor) {
    this.acceptor = acceptor;
  }

  @Override
  protected void initChannel(Channel channel) {
    if (channel.remoteAddress() instanceof InetSocketAddress remote) {
      acceptor.starter().start(channel, remote);
    } else {
      channel.close();
    }
  }
}
