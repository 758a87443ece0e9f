package org.millrace.http.access;

import io.netty.util.NetUtil;
import java.util.Locale;
import java.util.Set;

/**
 * The names that a browser may use for this server when it administers. A page of an attacker can
 * have a name of its own that leads to 127.0.0.1 (DNS rebinding), and is then, for the browser, of
 * the same origin as this server; but its name is not among these.
 */
final class AdminHosts {
  private AdminHosts() {}

  /** Whether the field {@code Host} has an address, localhost, or one of the names. */
  static boolean allows(String hostField, Set<String> names) {
    String host = lowerCase(withoutPort(hostField));
    return host.equals("localhost")
        || host.endsWith(".localhost")
        || isAddress(host)
        || names.contains(host);
  }

  static String withoutPort(String hostField) {
    if (hostField.startsWith("[")) {
      int close = hostField.indexOf(']');
      return close < 0 ? hostField : hostField.substring(1, close);
    }
    int colon = hostField.indexOf(':');
    return colon < 0 ? hostField : hostField.substring(0, colon);
  }

  static boolean isAddress(String text) {
    return NetUtil.isValidIpV4Address(text) || NetUtil.isValidIpV6Address(text);
  }

  static String lowerCase(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
