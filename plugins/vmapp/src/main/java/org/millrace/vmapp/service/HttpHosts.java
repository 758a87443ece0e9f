package org.millrace.vmapp.service;

import java.net.URI;
import java.util.List;
import java.util.Locale;

/**
 * The hosts that a script may ask.
 *
 * @param allowed as the setting {@code httpHosts} has them
 */
record HttpHosts(List<String> allowed) {

  /** Whether a URI leads to one of them. */
  boolean contains(URI uri) {
    String host = uri.getHost();
    return host != null
        && allowed.stream().anyMatch(entry -> matches(entry.toLowerCase(Locale.ROOT), uri, host));
  }

  private static boolean matches(String entry, URI uri, String given) {
    String host = given.toLowerCase(Locale.ROOT);
    if (entry.equals("*") || entry.equals(host)) {
      return true;
    }
    return entry.startsWith(".") ? host.endsWith(entry) : entry.equals(host + ":" + port(uri));
  }

  private static int port(URI uri) {
    if (uri.getPort() >= 0) {
      return uri.getPort();
    }
    return "https".equals(uri.getScheme()) ? 443 : 80;
  }
}
