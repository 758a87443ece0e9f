package org.millrace.server.plugin;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Changes the plugins of a running server: loads, replaces and unloads them, each with those that
 * need it, in the right order.
 *
 * <p>A change is planned and checked before anything is touched; a new version that cannot be used
 * leaves the old one in its place. If it fails only when it is started, the old one is loaded again
 * from the host's private copy.
 *
 * <p>Driven by one thread at a time, the same that drives the {@link PluginHost}.
 */
public final class PluginUpdater {
  private static final Logger LOG = LogManager.getLogger(PluginUpdater.class);

  private final PluginHost host;
  private final PluginServices services;
  private final ContributionRegistry registry;

  /** Jars that were unloaded by command, by file: not loaded again before the file changes. */
  private final Map<Path, PluginJar> heldBack = new HashMap<>();

  private @Nullable Path folder;
  private Map<Path, FileStamp> inFolder = Map.of();

  /** What has been said of files that cannot be used, so that it is not said again. */
  private final Map<Path, String> told = new HashMap<>();

  /**
   * An updater.
   *
   * @param host has loaded the plugins that were there at the start
   * @param services what plugins get
   * @param registry takes what they bring
   */
  public PluginUpdater(PluginHost host, PluginServices services, ContributionRegistry registry) {
    this.host = host;
    this.services = services;
    this.registry = registry;
  }

  /**
   * Says what is in the folder that the plugins were loaded from at the start.
   *
   * @param plugins the folder
   * @param jars the jars in it and their states
   */
  public void know(Path plugins, Map<Path, FileStamp> jars) {
    folder = plugins;
    inFolder = Map.copyOf(jars);
  }

  /**
   * Brings the plugins in line with the jars of a folder. Of several jars with one id the newest
   * counts; a loaded one is replaced by one of the same file, or by a newer version in another.
   *
   * @param plugins the folder; what was loaded from elsewhere is left alone
   * @param jars the jars in it and their states
   */
  public void follow(Path plugins, Map<Path, FileStamp> jars) {
    know(plugins, jars);
    told.keySet().retainAll(jars.keySet());
    heldBack.keySet().retainAll(jars.keySet());
    List<PluginJar> coming = new ArrayList<>();
    jars.forEach((file, stamp) -> readUnlessKnown(file, stamp, coming));
    Set<String> gone = new LinkedHashSet<>();
    for (PluginJar jar : host.jars().values()) {
      if (plugins.equals(jar.file().getParent()) && !jars.containsKey(jar.file())) {
        gone.add(jar.id());
      }
    }
    change(newest(coming, gone), gone);
  }

  private void readUnlessKnown(Path file, FileStamp stamp, List<PluginJar> coming) {
    PluginJar held = heldBack.get(file);
    boolean known =
        (held != null && held.stamp().equals(stamp))
            || host.jars().values().stream()
                .anyMatch(jar -> jar.file().equals(file) && jar.stamp().equals(stamp));
    if (known) {
      return;
    }
    try {
      coming.add(host.read(file));
      heldBack.remove(file);
    } catch (PluginException e) {
      tell(new PluginFailure(file, "", PluginException.describe(e)));
    }
  }

  /** Of jars with one id the newest, unless what is loaded is as new and is there, too. */
  private Collection<PluginJar> newest(List<PluginJar> coming, Set<String> gone) {
    Map<String, PluginJar> chosen = new LinkedHashMap<>();
    for (PluginJar jar : coming) {
      PluginJar present = gone.contains(jar.id()) ? null : host.jars().get(jar.id());
      PluginJar rival =
          present == null || present.file().equals(jar.file()) ? chosen.get(jar.id()) : present;
      if (rival == null || Versions.compare(jar.version(), rival.version()) > 0) {
        PluginJar older = chosen.put(jar.id(), jar);
        if (older != null) {
          passOver(older, jar);
        }
      } else {
        passOver(jar, rival);
      }
    }
    return chosen.values();
  }

  private void passOver(PluginJar jar, PluginJar other) {
    tell(
        jar.failure(
            "has the same Plugin-Id as %s, version %s against %s (expected: one jar of each id)"
                .formatted(other.file().getFileName(), jar.version(), other.version())));
    host.discard(jar);
  }

  /** Says once why a file is not used. */
  private void tell(PluginFailure failure) {
    String line = failure.toString();
    if (!line.equals(told.put(failure.file(), line))) {
      LOG.error("left out: {}", line);
    }
  }

  /**
   * What would keep a jar from being loaded now, in the place of one with its id if there is one.
   *
   * @param file the jar
   * @return a line for each problem; empty if there is none
   */
  public List<String> check(Path file) {
    try {
      PluginJar jar = host.read(file);
      try {
        return plan(List.of(jar), Set.of()).refused().stream().map(Object::toString).toList();
      } finally {
        host.discard(jar);
      }
    } catch (PluginException e) {
      return List.of(new PluginFailure(file, "", PluginException.describe(e)).toString());
    }
  }

  /**
   * Loads a jar, in the place of one with its id if there is one.
   *
   * @param file need not be in the plugins folder
   * @return what happened
   */
  public PluginReport load(Path file) {
    try {
      PluginJar jar = host.read(file);
      PluginJar before = host.jars().get(jar.id());
      PluginReport report = report(change(List.of(jar), Set.of()));
      if (jar.equals(host.jars().get(jar.id()))) {
        if (before != null) {
          holdBack(before);
        }
        heldBack.remove(file);
        takeUpWaiting();
      }
      return report;
    } catch (PluginException e) {
      return PluginReport.refused(
          new PluginFailure(file, "", PluginException.describe(e)).toString());
    }
  }

  /** Jars of the folder may have waited for what has just been loaded. */
  private void takeUpWaiting() {
    if (folder != null) {
      follow(folder, inFolder);
    }
  }

  /**
   * Unloads a plugin. It stays unloaded until its file changes, or it is loaded again.
   *
   * @param id the plugin
   * @param dependentsToo whether those that need it may be unloaded, too
   * @return what happened
   */
  public PluginReport unload(String id, boolean dependentsToo) {
    if (!host.jars().containsKey(id)) {
      return notLoaded(id);
    }
    Set<String> leaving = host.dependentsAndSelf(id);
    if (leaving.size() > 1 && !dependentsToo) {
      leaving.remove(id);
      return PluginReport.refused(
          "plugin %s is needed by %s (expected: they are unloaded before, or with it)"
              .formatted(id, String.join(", ", leaving)));
    }
    leaving.forEach(each -> holdBack(Objects.requireNonNull(host.jars().get(each))));
    return report(change(List.of(), leaving));
  }

  private void holdBack(PluginJar jar) {
    heldBack.put(jar.file(), jar);
  }

  /**
   * Loads a plugin again, from its file as it is now; one that was unloaded, too.
   *
   * @param id the plugin
   * @return what happened
   */
  public PluginReport reload(String id) {
    PluginJar loaded = host.jars().get(id);
    Optional<Path> file =
        loaded == null
            ? heldBack.values().stream()
                .filter(jar -> jar.id().equals(id))
                .map(PluginJar::file)
                .findFirst()
            : Optional.of(loaded.file());
    if (file.isEmpty()) {
      return notLoaded(id);
    }
    return Files.isReadable(file.get())
        ? load(file.get())
        : PluginReport.refused("plugin " + id + ": its file " + file.get() + " is not there");
  }

  private PluginReport notLoaded(String id) {
    return PluginReport.refused(
        "plugin %s is not loaded (expected: one of %s)"
            .formatted(id, String.join(", ", host.jars().keySet())));
  }

  /**
   * The loaded plugins.
   *
   * @return dependencies first
   */
  public List<LoadedPlugin> plugins() {
    return host.plugins();
  }

  /**
   * One plugin in full.
   *
   * @param id the plugin
   * @return empty if it is not loaded
   */
  public Optional<PluginDetails> find(String id) {
    return Optional.ofNullable(host.jars().get(id)).map(jar -> PluginDetails.of(host, jar));
  }

  /**
   * Plugins that have been unloaded and whose classes are in memory yet: until the next full
   * garbage collection, or for ever if something holds them.
   *
   * @return ids and versions
   */
  public List<String> inMemory() {
    return host.unloaded().inMemory();
  }

  // ---- the change itself

  /** What a change did. */
  private record Change(List<String> lines, List<PluginFailure> failures) {
    Change() {
      this(new ArrayList<>(), new ArrayList<>());
    }
  }

  private static PluginReport report(Change change) {
    List<String> lines = new ArrayList<>(change.lines());
    change.failures().forEach(failure -> lines.add(failure.toString()));
    return new PluginReport(change.failures().isEmpty(), lines);
  }

  private ChangePlan plan(Collection<PluginJar> coming, Set<String> gone) {
    return ChangePlan.of(host.jars(), host::layer, coming, gone);
  }

  private Change change(Collection<PluginJar> coming, Set<String> gone) {
    Set<String> going = new LinkedHashSet<>(gone);
    // A jar that cannot be used does not displace what it was to replace, whatever its file's name.
    coming.forEach(jar -> going.remove(jar.id()));
    ChangePlan plan = plan(coming, going);
    Change change = new Change();
    plan.refused().forEach(this::tell);
    plan.lost().forEach(failure -> LOG.error("left out: {}", failure));
    change.failures().addAll(plan.refused());
    change.failures().addAll(plan.lost());
    if (!plan.toUnload().isEmpty() || !plan.toLoad().isEmpty()) {
      carryOut(plan, change);
    }
    coming.stream().filter(jar -> !jar.equals(host.jars().get(jar.id()))).forEach(host::discard);
    return change;
  }

  private void carryOut(ChangePlan plan, Change change) {
    Map<String, PluginJar> before = new LinkedHashMap<>(host.jars());
    List<PluginJar> old = host.take(plan.toUnload());
    change.failures().addAll(bring(plan.toLoad()));
    Set<String> wanted = new LinkedHashSet<>(plan.toLoad().stream().map(PluginJar::id).toList());
    wanted.retainAll(plan.toUnload());
    if (!host.jars().keySet().containsAll(wanted)) {
      goBack(old, wanted, change);
    }
    registry.settle();
    describe(before, plan.toUnload(), change);
    old.stream().filter(jar -> !jar.equals(host.jars().get(jar.id()))).forEach(host::discard);
  }

  /** Loads jars and starts them; gives what was left out. */
  private List<PluginFailure> bring(List<PluginJar> jars) {
    PluginHost.Failures failures = host.newFailures();
    host.load(jars, failures);
    for (PluginJar jar : jars) {
      if (jar.equals(host.jars().get(jar.id()))) {
        checkSettings(jar, failures);
      }
    }
    host.start(services, registry, failures);
    failures.list().forEach(failure -> told.put(failure.file(), failure.toString()));
    return failures.list();
  }

  private void checkSettings(PluginJar jar, PluginHost.Failures failures) {
    try {
      registry.check(host.describe(jar));
    } catch (RuntimeException e) {
      failures.add(jar.failure(PluginException.describe(e)));
      host.take(host.dependentsAndSelf(jar.id()));
    }
  }

  /** What was there before is loaded again, from the copies that it was loaded from. */
  private void goBack(List<PluginJar> old, Set<String> wanted, Change change) {
    Set<String> leaving = new LinkedHashSet<>();
    wanted.forEach(id -> leaving.addAll(host.dependentsAndSelf(id)));
    host.take(leaving);
    List<PluginJar> again = new ArrayList<>(old);
    again.removeIf(jar -> !wanted.contains(jar.id()));
    LOG.warn("plugins {}: the versions that were there before are loaded again", wanted);
    change.failures().addAll(bring(LoadOrder.of(again).sorted()));
  }

  private void describe(Map<String, PluginJar> before, Set<String> touched, Change change) {
    host.jars()
        .forEach(
            (id, jar) -> {
              PluginJar old = before.get(id);
              if (old == null) {
                change.lines().add("loaded: " + host.describe(jar));
              } else if (!old.version().equals(jar.version())) {
                change.lines().add("replaced: " + old.version() + " by " + host.describe(jar));
              } else if (touched.contains(id)) {
                change.lines().add("loaded again: " + host.describe(jar));
              }
            });
    before.forEach(
        (id, jar) -> {
          if (!host.jars().containsKey(id)) {
            change.lines().add("unloaded: " + id + " " + jar.version());
          }
        });
  }
}
