package org.millrace.api.protocol;

import java.util.List;
import java.util.Objects;
import org.millrace.api.contract.Experimental;

/**
 * A named stack of layers, from the wire to the logic, such as {@code inboundRtmps} = tcp, tls,
 * rtmp.
 *
 * <p>The URI patterns are for people: the server tells its user with them how to publish and how to
 * watch. In a pattern <code>{host}</code>, <code>{port}</code>, <code>{application}</code> and
 * <code>{stream}</code> stand for the acceptor's address, the application's name and the stream's.
 *
 * @param name what acceptors ask for
 * @param layers names of layers; the first is {@code tcp} or {@code udp}
 * @param publishUri pattern of the URI that clients publish to; "" if they cannot, or have none
 * @param playUri pattern of the URI that clients play; "" if they cannot, or have none
 */
@Experimental(since = "0.9.0", until = "HTTP and RTSP use it")
public record ProtocolChain(String name, List<String> layers, String publishUri, String playUri) {
  public ProtocolChain {
    layers = List.copyOf(layers);
    if (layers.isEmpty() || !(layers.get(0).equals("tcp") || layers.get(0).equals("udp"))) {
      throw new IllegalArgumentException(
          "chain " + name + ": " + layers + " (expected: tcp or udp first)");
    }
    Objects.requireNonNull(publishUri, "publishUri");
    Objects.requireNonNull(playUri, "playUri");
  }

  /**
   * A chain without URIs.
   *
   * @param name what acceptors ask for
   * @param layers from the wire to the logic
   */
  public ProtocolChain(String name, List<String> layers) {
    this(name, layers, "", "");
  }

  /**
   * A chain without URIs.
   *
   * @param name what acceptors ask for
   * @param layers from the wire to the logic
   * @return the chain
   */
  public static ProtocolChain of(String name, String... layers) {
    return new ProtocolChain(name, List.of(layers));
  }

  /**
   * The same chain with URIs, such as <code>rtmp://{host}:{port}/{application}/{stream}</code>.
   *
   * @param publish pattern of the URI that clients publish to, or ""
   * @param play pattern of the URI that clients play, or ""
   * @return the chain
   */
  public ProtocolChain withUris(String publish, String play) {
    return new ProtocolChain(name, layers, publish, play);
  }
}
