package org.millrace.http.connection;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;

/**
 * Holds a packet back until it is full (Linux, tcp(7)): the head of an answer then goes with the
 * first bytes of its file, which are another call to the system, and the peer wakes up once.
 */
final class Cork {
  /**
   * By its name, because the class that has it is the host's own, and need not be there: transports
   * that do not know the option take no notice.
   */
  private static final ChannelOption<Boolean> OPTION =
      ChannelOption.valueOf("io.netty.channel.epoll.EpollChannelOption#TCP_CORK");

  private Cork() {}

  /** From now on. */
  static void put(Channel channel) {
    channel.config().setOption(OPTION, true);
  }

  /** What is left goes now. */
  static void pull(Channel channel) {
    if (channel.isActive()) {
      channel.config().setOption(OPTION, false);
    }
  }
}
