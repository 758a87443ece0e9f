package org.millrace.server.protocol;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.millrace.api.config.Setting;
import org.millrace.api.protocol.ProtocolChain;
import org.millrace.api.protocol.ProtocolFactory;
import org.millrace.api.protocol.ProtocolLayer;

/**
 * All layers and chains by name, each with the plugin that brought it. The host's own layers are
 * {@code tcp}, {@code udp} and {@code tls}. Safe for use by any thread.
 */
public final class ProtocolFactoryRegistry {
  private static final String HOST = "the server";

  private final Map<String, Brought<ProtocolLayer>> layers = new HashMap<>();
  private final Map<String, Brought<ProtocolChain>> chains = new HashMap<>();

  /** What a plugin brought. */
  private record Brought<T>(T value, String pluginId, List<Setting<?>> acceptorSettings) {}

  /** A registry with the host's own layers. */
  public ProtocolFactoryRegistry() {
    register(HOST, new HostLayers());
  }

  /**
   * Adds what a factory brings: all of it, or nothing.
   *
   * @param pluginId the factory's plugin
   * @param factory is asked here and now, once
   * @throws ProtocolException if a name is taken; names both plugins
   */
  public synchronized void register(String pluginId, ProtocolFactory factory) {
    List<Setting<?>> settings = List.copyOf(factory.acceptorSettings());
    Map<String, Brought<ProtocolLayer>> newLayers = new HashMap<>(layers);
    for (ProtocolLayer layer : factory.layers()) {
      add(newLayers, "layer", layer.name(), new Brought<>(layer, pluginId, settings));
    }
    Map<String, Brought<ProtocolChain>> newChains = new HashMap<>(chains);
    for (ProtocolChain chain : factory.chains()) {
      add(newChains, "chain", chain.name(), new Brought<>(chain, pluginId, settings));
    }
    layers.putAll(newLayers);
    chains.putAll(newChains);
  }

  private static <T> void add(
      Map<String, Brought<T>> all, String kind, String name, Brought<T> brought) {
    Brought<T> holder = all.putIfAbsent(name, brought);
    if (holder != null) {
      throw new ProtocolException(
          "%s %s of %s: the name is taken by %s"
              .formatted(kind, name, brought.pluginId(), holder.pluginId()));
    }
  }

  /**
   * Takes back all that a plugin brought. Connections that have its layers keep them.
   *
   * @param pluginId the plugin
   */
  public synchronized void unregister(String pluginId) {
    layers.values().removeIf(brought -> brought.pluginId().equals(pluginId));
    chains.values().removeIf(brought -> brought.pluginId().equals(pluginId));
  }

  /**
   * Finds a chain and its layers.
   *
   * @param name what an acceptor asks for
   * @return empty if no plugin has brought a chain of that name
   * @throws ProtocolException if one of its layers is not there; names it
   */
  public synchronized Optional<ResolvedChain> chain(String name) {
    return Optional.ofNullable(chains.get(name)).map(this::resolve);
  }

  private ResolvedChain resolve(Brought<ProtocolChain> brought) {
    List<ProtocolLayer> found = new ArrayList<>();
    Set<Setting<?>> settings = new LinkedHashSet<>(brought.acceptorSettings());
    Set<String> plugins = new TreeSet<>(Set.of(brought.pluginId()));
    for (String name : brought.value().layers()) {
      Brought<ProtocolLayer> layer = layers.get(name);
      if (layer == null) {
        throw unknownLayer(brought, name);
      }
      found.add(layer.value());
      settings.addAll(layer.acceptorSettings());
      plugins.add(layer.pluginId());
    }
    plugins.remove(HOST);
    return new ResolvedChain(
        brought.value(), brought.pluginId(), plugins, found, List.copyOf(settings));
  }

  private ProtocolException unknownLayer(Brought<ProtocolChain> chain, String name) {
    String known = String.join(", ", new TreeSet<>(layers.keySet()));
    return new ProtocolException(
        "chain %s of %s: there is no layer %s (expected: one of %s)"
            .formatted(chain.value().name(), chain.pluginId(), name, known));
  }

  /**
   * Whether a chain was brought by a plugin.
   *
   * @param chain the chain's name
   * @param pluginId the plugin
   * @return false if there is no such chain
   */
  public synchronized boolean isFrom(String chain, String pluginId) {
    Brought<ProtocolChain> brought = chains.get(chain);
    return brought != null && brought.pluginId().equals(pluginId);
  }

  /**
   * The names of all chains.
   *
   * @return in alphabetical order
   */
  public synchronized Set<String> chainNames() {
    return new TreeSet<>(chains.keySet());
  }
}
