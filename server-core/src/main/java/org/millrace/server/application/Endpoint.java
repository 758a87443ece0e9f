package org.millrace.server.application;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.millrace.api.protocol.ProtocolChain;

/**
 * An acceptor's port with one of the chains that it speaks.
 *
 * @param application the name of the acceptor's application
 * @param chain the chain
 * @param address where it is bound, with the real port
 */
public record Endpoint(String application, ProtocolChain chain, InetSocketAddress address) {

  /**
   * Fills in a URI pattern.
   *
   * @param pattern one of the chain's patterns
   * @param applicationName for <code>{application}</code>
   * @param stream for <code>{stream}</code>
   * @return the URI
   */
  String uri(String pattern, String applicationName, String stream) {
    return pattern
        .replace("{host}", host())
        .replace("{port}", Integer.toString(address.getPort()))
        .replace("{application}", applicationName)
        .replace("{stream}", stream);
  }

  private String host() {
    InetAddress ip = address.getAddress();
    if (ip == null || ip.isAnyLocalAddress()) {
      return "localhost";
    }
    return ip instanceof Inet6Address ? "[" + ip.getHostAddress() + "]" : ip.getHostAddress();
  }
}
