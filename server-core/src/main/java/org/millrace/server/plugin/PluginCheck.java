package org.millrace.server.plugin;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Requires;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.millrace.api.plugin.MillracePlugin;
import org.millrace.server.plugin.linkage.LinkCheck;
import org.pf4j.PluginDependency;

/**
 * Tells what would keep jars from being used, one after the other, dependencies first, without
 * running any of their code: the modules are resolved and defined in layers that are thrown away,
 * and what their classes refer to is looked up.
 */
final class PluginCheck implements AutoCloseable {
  private final Map<String, PluginJar> present;
  private final Function<String, PluginLayer> layers;
  private final Map<String, PluginLayer> defined = new LinkedHashMap<>();

  /**
   * A check.
   *
   * @param present the plugins that will be there
   * @param layers their layers
   */
  PluginCheck(Map<String, PluginJar> present, Function<String, PluginLayer> layers) {
    this.present = new LinkedHashMap<>(present);
    this.layers = layers;
  }

  /**
   * Checks a jar, as if those that were found good before were there, too.
   *
   * @return what is wrong, a line each; empty if nothing is
   */
  List<String> add(PluginJar jar) {
    List<String> problems = new ArrayList<>();
    Dependencies dependencies = new Dependencies(present, List.of(jar));
    try {
      dependencies.requireLoaded(jar, Set.of());
      PluginLayer layer = LayerPluginLoader.define(jar.copy(), layersOf(jar));
      defined.put(jar.id(), layer);
      problems.addAll(entryProblems(jar.module()));
      problems.addAll(LinkCheck.check(jar.copy(), layer.module(), canDoWithout(jar)));
    } catch (IOException | PluginException e) {
      String undeclared = dependencies.undeclared(jar);
      String reason = PluginException.describe(e);
      problems.add(undeclared.isEmpty() ? reason : reason + "; " + undeclared);
    }
    if (problems.isEmpty()) {
      present.put(jar.id(), jar);
    }
    return problems;
  }

  /** The layer of a jar that was found good. */
  PluginLayer layer(String pluginId) {
    PluginLayer own = defined.get(pluginId);
    return own == null ? layers.apply(pluginId) : own;
  }

  private List<PluginLayer> layersOf(PluginJar jar) {
    return jar.dependencies().stream()
        .map(PluginDependency::getPluginId)
        .filter(present::containsKey)
        .map(this::layer)
        .filter(Objects::nonNull)
        .toList();
  }

  private static List<String> entryProblems(ModuleDescriptor module) {
    String service = MillracePlugin.class.getName();
    long entries =
        module.provides().stream()
            .filter(provides -> provides.service().equals(service))
            .mapToLong(provides -> provides.providers().size())
            .sum();
    return entries == 1 ? List.of() : List.of(EntryPlugin.wrongNumber(entries));
  }

  /** Whether the plugin says that something may be missing. */
  private static boolean canDoWithout(PluginJar jar) {
    return jar.module().isAutomatic()
        || jar.dependencies().stream().anyMatch(PluginDependency::isOptional)
        || jar.module().requires().stream()
            .anyMatch(requires -> requires.modifiers().contains(Requires.Modifier.STATIC));
  }

  /** Closes the files that the layers have opened. */
  @Override
  public void close() {
    defined.values().forEach(PluginLayer::close);
  }
}
