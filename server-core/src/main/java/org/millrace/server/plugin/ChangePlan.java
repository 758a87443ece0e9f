package org.millrace.server.plugin;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * What has to be unloaded and loaded when plugins come, go, or are replaced, and what is better
 * left as it is: a jar that cannot be used, or with which a plugin that is there and needs it could
 * not be used any more, is refused before anything is touched.
 */
final class ChangePlan {
  private final Map<String, PluginJar> loaded;
  private final Function<String, PluginLayer> layers;
  private final Set<String> gone;

  /** Jars that are to be loaded, by id; those that are refused leave it. */
  private final Map<String, PluginJar> coming = new LinkedHashMap<>();

  private final List<PluginFailure> refused = new ArrayList<>();
  private List<PluginFailure> lost = List.of();
  private List<PluginJar> toLoad = List.of();

  private ChangePlan(
      Map<String, PluginJar> loaded, Function<String, PluginLayer> layers, Set<String> gone) {
    this.loaded = new LinkedHashMap<>(loaded);
    this.layers = layers;
    this.gone = gone;
  }

  /**
   * Makes a plan.
   *
   * @param loaded the plugins that are there, dependencies first
   * @param layers their layers
   * @param jars those that are to come; those whose ids are loaded replace them
   * @param gone ids of plugins that are to go
   */
  static ChangePlan of(
      Map<String, PluginJar> loaded,
      Function<String, PluginLayer> layers,
      Collection<PluginJar> jars,
      Set<String> gone) {
    ChangePlan plan = new ChangePlan(loaded, layers, Set.copyOf(gone));
    jars.forEach(jar -> plan.coming.put(jar.id(), jar));
    boolean settled;
    do {
      settled = plan.tryOut();
    } while (!settled);
    return plan;
  }

  /** Ids of the plugins that have to be unloaded: those that go, and all that need them. */
  Set<String> toUnload() {
    Set<String> leaving = new LinkedHashSet<>(gone);
    leaving.addAll(coming.keySet());
    leaving.retainAll(loaded.keySet());
    // Those that need something come after it.
    for (PluginJar jar : loaded.values()) {
      if (jar.dependencyIds().anyMatch(leaving::contains)) {
        leaving.add(jar.id());
      }
    }
    return leaving;
  }

  /** What has to be loaded, dependencies first: what comes, and what was unloaded for it. */
  List<PluginJar> toLoad() {
    return toLoad;
  }

  /** Jars that are to come and must not. */
  List<PluginFailure> refused() {
    return List.copyOf(refused);
  }

  /** Plugins that go because what they need goes. */
  List<PluginFailure> lost() {
    return lost;
  }

  /** Tries the plan as it is; false if something had to be refused, so that it is another one. */
  private boolean tryOut() {
    Set<String> leaving = toUnload();
    Map<String, PluginJar> staying = new LinkedHashMap<>(loaded);
    staying.keySet().removeAll(leaving);
    LoadOrder order = LoadOrder.of(wanted(leaving));
    for (PluginFailure failure : order.failures()) {
      if (refuse(failure.id(), failure.reason())) {
        return false;
      }
    }
    List<PluginFailure> without = new ArrayList<>();
    List<PluginJar> good = new ArrayList<>();
    try (PluginCheck check = new PluginCheck(staying, layers)) {
      for (PluginJar jar : order.sorted()) {
        List<String> problems = check.add(jar);
        if (problems.isEmpty()) {
          good.add(jar);
        } else if (refuse(jar.id(), String.join("; ", problems))) {
          return false;
        } else {
          without.add(jar.failure(String.join("; ", problems)));
        }
      }
    }
    toLoad = List.copyOf(good);
    lost = List.copyOf(without);
    return true;
  }

  private List<PluginJar> wanted(Set<String> leaving) {
    List<PluginJar> wanted = new ArrayList<>(coming.values());
    leaving.stream()
        .filter(id -> !gone.contains(id) && !coming.containsKey(id))
        .map(loaded::get)
        .forEach(wanted::add);
    return wanted;
  }

  /**
   * A jar cannot be used. If it is one that comes, it must not; if it is there and would have to be
   * loaded again, what it needs must not be replaced.
   *
   * @return false if nobody is to blame but what goes
   */
  private boolean refuse(String id, String problem) {
    PluginJar bad = coming.remove(id);
    if (bad != null) {
      refused.add(bad.failure(problem));
      return true;
    }
    List<String> culprits = replacedBelow(id);
    for (String culprit : culprits) {
      refused.add(
          coming
              .remove(culprit)
              .failure("with it plugin %s could not be used: %s".formatted(id, problem)));
    }
    return !culprits.isEmpty();
  }

  /** The plugins that one needs, itself or through others, and that are to be replaced. */
  private List<String> replacedBelow(String id) {
    Set<String> needed = new LinkedHashSet<>();
    List<PluginJar> open = new ArrayList<>(List.of(loaded.get(id)));
    while (!open.isEmpty()) {
      open.remove(open.size() - 1)
          .dependencyIds()
          .filter(needed::add)
          .filter(loaded::containsKey)
          .forEach(next -> open.add(loaded.get(next)));
    }
    return needed.stream().filter(coming::containsKey).toList();
  }
}
