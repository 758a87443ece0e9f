package org.millrace.admin.view;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Locale;

/** How values are written. */
public final class Names {
  private Names() {}

  /**
   * A constant of an enum.
   *
   * @param constant such as {@code OPEN}
   * @return such as {@code open}
   */
  public static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /**
   * An address without port, never looked up in the DNS.
   *
   * @param address resolved or not
   * @return such as {@code 192.0.2.7}
   */
  public static String ip(InetSocketAddress address) {
    InetAddress resolved = address.getAddress();
    return resolved == null ? address.getHostString() : resolved.getHostAddress();
  }
}
