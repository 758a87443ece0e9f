package org.millrace.server.protocol;

import java.util.List;
import java.util.Set;
import org.millrace.api.config.Setting;
import org.millrace.api.protocol.ProtocolChain;
import org.millrace.api.protocol.ProtocolLayer;

/**
 * A chain whose layers are all there.
 *
 * @param chain what the plugin declared
 * @param pluginId the plugin that brought the chain
 * @param plugins the plugins that brought the chain and its layers
 * @param layers from the wire to the logic; the first is the carrier
 * @param acceptorSettings the keys that the plugins of the chain and its layers read from an
 *     acceptor
 */
public record ResolvedChain(
    ProtocolChain chain,
    String pluginId,
    Set<String> plugins,
    List<ProtocolLayer> layers,
    List<Setting<?>> acceptorSettings) {
  public ResolvedChain {
    plugins = Set.copyOf(plugins);
    layers = List.copyOf(layers);
    acceptorSettings = List.copyOf(acceptorSettings);
  }

  /**
   * What acceptors ask for.
   *
   * @return the chain's name
   */
  public String name() {
    return chain.name();
  }

  /**
   * Whether the chain is for datagrams.
   *
   * @return false for TCP
   */
  public boolean isUdp() {
    return layers.get(0).name().equals(HostLayers.UDP);
  }

  /**
   * Whether the chain needs a certificate.
   *
   * @return true if {@code tls} is one of its layers
   */
  public boolean needsTls() {
    return layers.stream().anyMatch(layer -> layer.name().equals(HostLayers.TLS));
  }
}
