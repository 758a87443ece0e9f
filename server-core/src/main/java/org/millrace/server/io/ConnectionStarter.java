package org.millrace.server.io;

import io.netty.channel.Channel;
import java.net.InetSocketAddress;

/** Makes a connection of a new channel: puts the handlers of its chain on it. */
@FunctionalInterface
public interface ConnectionStarter {

  /**
   * Fills the channel's pipeline. Called once, on the channel's event loop, before anything is
   * read.
   *
   * @param channel registered with its event loop; its pipeline is empty
   * @param remote the peer
   * @return the connection
   */
  Connection start(Channel channel, InetSocketAddress remote);
}
