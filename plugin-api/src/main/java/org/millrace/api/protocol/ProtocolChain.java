package org.millrace.api.protocol;

import java.util.List;

/**
 * A named stack of layers, from the wire to the logic, such as {@code inboundRtmps} = tcp, tls,
 * rtmp.
 *
 * @param name what acceptors ask for
 * @param layers names of layers; the first is {@code tcp} or {@code udp}
 */
public record ProtocolChain(String name, List<String> layers) {
  public ProtocolChain {
    layers = List.copyOf(layers);
    if (layers.isEmpty() || !(layers.get(0).equals("tcp") || layers.get(0).equals("udp"))) {
      throw new IllegalArgumentException(
          "chain " + name + ": " + layers + " (expected: tcp or udp first)");
    }
  }

  /**
   * A chain.
   *
   * @param name what acceptors ask for
   * @param layers from the wire to the logic
   * @return the chain
   */
  public static ProtocolChain of(String name, String... layers) {
    return new ProtocolChain(name, List.of(layers));
  }
}
