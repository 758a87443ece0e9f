package org.millrace.server.protocol;

import java.util.List;
import java.util.stream.Collectors;
import org.millrace.api.protocol.ProtocolLayer;
import org.millrace.server.io.Spoken;

/**
 * Chains that one port speaks, and how many layers a connection has already. Immutable.
 *
 * @param chains in the order of the configuration; they have their first {@code depth} layers in
 *     common
 * @param depth layers that the connection has
 */
record SharedPort(List<ResolvedChain> chains, int depth) {
  SharedPort {
    chains = List.copyOf(chains);
  }

  /**
   * All chains of a port, before a connection has said anything.
   *
   * @throws ProtocolException if a connection's first bytes could not say which it speaks
   */
  static SharedPort of(List<ResolvedChain> chains) {
    SharedPort port = new SharedPort(chains, 0);
    port.requireDistinct();
    return port;
  }

  /** Whether one chain is left. */
  boolean isDecided() {
    return chains.size() == 1;
  }

  /** The layers to come of the chain that is left. */
  List<ProtocolLayer> remainingLayers() {
    List<ProtocolLayer> layers = chains.get(0).layers();
    return layers.subList(depth, layers.size());
  }

  /** The different layers that can come next. */
  List<ProtocolLayer> nextLayers() {
    return chains.stream().map(this::nextLayer).distinct().toList();
  }

  /** What is left if that layer comes next. */
  SharedPort only(ProtocolLayer layer) {
    return new SharedPort(chains.stream().filter(c -> nextLayer(c).equals(layer)).toList(), depth);
  }

  /** One layer further up. */
  SharedPort deeper() {
    return new SharedPort(chains, depth + 1);
  }

  String names() {
    return chains.stream().map(ResolvedChain::name).collect(Collectors.joining("|"));
  }

  /** What a connection speaks that has come so far. */
  Spoken spoken() {
    return new Spoken(
        names(),
        chains.stream()
            .flatMap(chain -> chain.plugins().stream())
            .collect(Collectors.toUnmodifiableSet()));
  }

  private ProtocolLayer nextLayer(ResolvedChain chain) {
    return chain.layers().get(depth);
  }

  private void requireDistinct() {
    if (isDecided()) {
      return;
    }
    for (ResolvedChain chain : chains) {
      if (chain.layers().size() <= depth) {
        throw new ProtocolException(
            "chains %s cannot share a port: %s has no layer that the others do not have"
                .formatted(names(), chain.name()));
      }
    }
    List<ProtocolLayer> next = nextLayers();
    if (next.size() > 1) {
      next.forEach(this::requireRecognisable);
    }
    next.forEach(layer -> only(layer).deeper().requireDistinct());
  }

  private void requireRecognisable(ProtocolLayer layer) {
    if (depth == 0 || layer.detector().isEmpty()) {
      throw new ProtocolException(
          "chains %s cannot share a port: layer %s cannot be recognised by its first bytes"
              .formatted(names(), layer.name()));
    }
  }
}
