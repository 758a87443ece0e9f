package org.millrace.server;

import java.net.InetSocketAddress;
import java.util.List;

/**
 * What a running server listens on; a port that speaks several protocols is several services.
 *
 * @param address where, with the port that the system chose if the configuration says 0
 * @param chain the name of the chain of protocols
 * @param layers its layers, from the wire to the logic; the first is {@code tcp} or {@code udp}
 * @param application the application that its connections are for
 */
public record Service(
    InetSocketAddress address, String chain, List<String> layers, String application) {
  public Service {
    layers = List.copyOf(layers);
  }

  /**
   * What carries it.
   *
   * @return {@code tcp} or {@code udp}
   */
  public String carrier() {
    return layers.get(0);
  }
}
