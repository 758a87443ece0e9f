package org.millrace.server.plugin;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.pf4j.PluginDependency;

/**
 * Which jars are loaded, and in which order: of several with one id the newest, each after those
 * that it depends on. Deterministic: otherwise in the order of file names.
 */
final class LoadOrder {
  private final Map<String, PluginJar> byId = new LinkedHashMap<>();
  private final List<PluginJar> sorted = new ArrayList<>();
  private final List<PluginFailure> failures = new ArrayList<>();

  private LoadOrder() {}

  /** Chooses and sorts jars, which are given in the order of their file names. */
  static LoadOrder of(List<PluginJar> jars) {
    LoadOrder order = new LoadOrder();
    order.choose(jars);
    Map<String, String> cycles = order.cycles();
    Set<String> visited = new HashSet<>();
    order.byId.values().forEach(jar -> order.visit(jar, visited));
    cycles.forEach((id, cycle) -> order.refuse(id, cycle));
    return order;
  }

  /** The chosen jars, dependencies first. */
  List<PluginJar> sorted() {
    return List.copyOf(sorted);
  }

  List<PluginFailure> failures() {
    return List.copyOf(failures);
  }

  private void choose(List<PluginJar> jars) {
    for (PluginJar jar : jars) {
      PluginJar other = byId.get(jar.id());
      boolean better = other == null || Versions.compare(jar.version(), other.version()) > 0;
      if (better) {
        byId.put(jar.id(), jar);
      }
      if (other != null) {
        PluginJar chosen = better ? jar : other;
        PluginJar refused = better ? other : jar;
        failures.add(
            refused.failure(
                "has the same Plugin-Id as %s, version %s against %s (expected: one jar of each id)"
                    .formatted(chosen.file().getFileName(), refused.version(), chosen.version())));
      }
    }
  }

  private void visit(PluginJar jar, Set<String> visited) {
    if (!visited.add(jar.id())) {
      return;
    }
    for (PluginDependency dependency : jar.dependencies()) {
      PluginJar needed = byId.get(dependency.getPluginId());
      if (needed != null) {
        visit(needed, visited);
      }
    }
    sorted.add(jar);
  }

  private void refuse(String id, String cycle) {
    PluginJar jar = byId.get(id);
    sorted.remove(jar);
    failures.add(jar.failure("Plugin-Dependencies go in a circle: " + cycle));
  }

  /** The plugins that need themselves, each with the way around. */
  private Map<String, String> cycles() {
    Map<String, String> cycles = new LinkedHashMap<>();
    for (String id : byId.keySet()) {
      List<String> way = wayBack(id);
      if (!way.isEmpty()) {
        cycles.put(id, way.stream().collect(Collectors.joining(" -> ")));
      }
    }
    return cycles;
  }

  /** The shortest way from a plugin along dependencies back to it; empty if there is none. */
  private List<String> wayBack(String start) {
    Map<String, String> cameFrom = new HashMap<>();
    Deque<String> open = new ArrayDeque<>(List.of(start));
    while (!open.isEmpty()) {
      String id = open.remove();
      for (PluginDependency dependency : byId.get(id).dependencies()) {
        String next = dependency.getPluginId();
        if (next.equals(start)) {
          return way(start, id, cameFrom);
        }
        if (byId.containsKey(next) && cameFrom.putIfAbsent(next, id) == null) {
          open.add(next);
        }
      }
    }
    return List.of();
  }

  private static List<String> way(String start, String last, Map<String, String> cameFrom) {
    Deque<String> way = new ArrayDeque<>(List.of(start));
    for (String id = last; !id.equals(start); id = cameFrom.get(id)) {
      way.addFirst(id);
    }
    way.addFirst(start);
    return List.copyOf(way);
  }
}
