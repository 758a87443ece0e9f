package org.millrace.vmapp.service;

import java.util.List;
import java.util.Locale;

/**
 * Hosts that a script may reach.
 *
 * @param entries names or addresses, with {@code :port} or without; {@code .example.org} for all
 *     below it; {@code *} for all
 */
record AllowedHosts(List<String> entries) {

  /** Whether a host is one of them. */
  boolean contains(String host, int port) {
    String wanted = host.toLowerCase(Locale.ROOT);
    return entries.stream()
        .map(entry -> entry.toLowerCase(Locale.ROOT))
        .anyMatch(entry -> matches(entry, wanted, port));
  }

  private static boolean matches(String entry, String host, int port) {
    if (entry.equals("*") || entry.equals(host)) {
      return true;
    }
    return entry.startsWith(".") ? host.endsWith(entry) : entry.equals(host + ":" + port);
  }
}
