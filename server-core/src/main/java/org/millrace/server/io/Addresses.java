package org.millrace.server.io;

import io.netty.util.NetUtil;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** Addresses as people write them, and as limits count them. */
final class Addresses {
  private static final int NETWORK_BYTES = 8;

  private Addresses() {}

  /** {@code 127.0.0.1:1935} or {@code [::1]:1935}; never looks a name up. */
  static String text(InetSocketAddress address) {
    return NetUtil.toSocketAddressString(address);
  }

  /**
   * What connections per address are counted by: an IPv4 address, or the /64 network of an IPv6
   * address, all of which belongs to one subscriber.
   */
  static InetAddress subscriber(InetAddress address) {
    if (!(address instanceof Inet6Address)) {
      return address;
    }
    byte[] network = Arrays.copyOf(Arrays.copyOf(address.getAddress(), NETWORK_BYTES), 16);
    try {
      return InetAddress.getByAddress(network);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("16 bytes are an address", e);
    }
  }
}
