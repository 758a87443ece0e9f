package org.millrace.server.plugin;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.millrace.api.plugin.ApiVersion;
import org.millrace.api.server.ServerEvent;
import org.millrace.server.watchdog.PluginCode;

/**
 * The plugins of a server: loads their jars, starts and stops them, and unloads them so that their
 * classes can be collected and their files replaced.
 *
 * <p>What cannot be used is left out, and so is what needs it: one line in the log for each, and a
 * {@link PluginFailure} for the caller, who knows which plugins are indispensable. Driven by one
 * thread.
 */
public final class PluginHost implements Closeable {
  private static final Logger LOG = LogManager.getLogger(PluginHost.class);

  private final PluginCode code;
  private final WorkFolder work;
  private final LayeredPluginManager manager;

  /** Loaded plugins, dependencies first. */
  private final Map<String, PluginJar> loaded = new LinkedHashMap<>();

  /** The same, for other threads. */
  private volatile List<PluginDetails> details = List.of();

  private volatile Consumer<ServerEvent> events = event -> {};

  /** Ids of plugins that were left out. */
  private final Set<String> leftOut = new HashSet<>();

  private final Map<Path, FileStamp> seen = new HashMap<>();
  private final UnloadedPlugins unloaded = new UnloadedPlugins();

  /**
   * A host without plugins.
   *
   * @param folder where the private copies of the jars go; the system's temporary folder, if it
   *     cannot be written to
   * @param code is told which classes are whose
   */
  public PluginHost(Path folder, PluginCode code) {
    this.code = code;
    SharedClasses.initialise();
    try {
      work = WorkFolder.create(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("no folder for the plugins' jars", e);
    }
    manager = new LayeredPluginManager(work.path());
    manager.setSystemVersion(ApiVersion.CURRENT);
  }

  /**
   * Loads the jars of a folder. Nothing of the plugins runs yet but constructors and {@link
   * org.millrace.api.plugin.MillracePlugin#settings()}.
   *
   * @param folder its sub-folders, and files that are no jars, are not looked at
   * @return what was left out
   * @throws IOException if the folder cannot be read
   */
  public List<PluginFailure> load(Path folder) throws IOException {
    List<Path> jars = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.jar")) {
      files.forEach(jars::add);
    }
    jars.sort(Comparator.comparing(Path::getFileName));
    return load(jars);
  }

  /**
   * Loads jars, in the order of their dependencies.
   *
   * @param files in the order in which they are to be loaded otherwise
   * @return what was left out
   */
  public List<PluginFailure> load(List<Path> files) {
    Failures failures = new Failures();
    List<PluginJar> jars = new ArrayList<>();
    for (Path file : files) {
      readNew(file, jars, failures);
    }
    LoadOrder order = LoadOrder.of(jars);
    order.failures().forEach(failures::add);
    load(order.sorted(), failures);
    jars.stream().filter(jar -> !jar.equals(loaded.get(jar.id()))).forEach(this::discard);
    return failures.list();
  }

  private void readNew(Path file, List<PluginJar> jars, Failures failures) {
    try {
      PluginJar jar = read(file);
      PluginJar other = loaded.get(jar.id());
      if (other == null) {
        jars.add(jar);
      } else {
        failures.add(jar.failure("is loaded already, from " + other.file().getFileName()));
        discard(jar);
      }
    } catch (PluginException e) {
      failures.add(new PluginFailure(file, "", PluginException.describe(e)));
    }
  }

  /**
   * Copies a jar and reads what it says of itself.
   *
   * @return to be given to {@link #load(List, Failures)} or {@link #discard}
   * @throws PluginException if it cannot be used
   */
  PluginJar read(Path file) {
    Path copy = null;
    try {
      FileStamp stamp = FileStamp.of(file);
      seen.put(file, stamp);
      copy = work.copy(file);
      PluginJar jar = PluginJar.read(file, copy, stamp);
      copy = null;
      return jar;
    } catch (IOException e) {
      throw new PluginException(e.toString(), e);
    } finally {
      if (copy != null) {
        work.discard(copy);
      }
    }
  }

  /** Removes the copy of a jar that is not loaded, or not any more. */
  void discard(PluginJar jar) {
    work.discard(jar.copy());
  }

  /**
   * Loads jars that have been read.
   *
   * @param jars dependencies first
   * @param failures takes what is left out
   */
  void load(List<PluginJar> jars, Failures failures) {
    Dependencies dependencies = new Dependencies(loaded, jars);
    jars.forEach(jar -> load(jar, dependencies, failures));
  }

  private void load(PluginJar jar, Dependencies dependencies, Failures failures) {
    String undeclared = dependencies.undeclared(jar);
    try {
      dependencies.requireLoaded(jar, leftOut);
      manager.loadPlugin(jar.copy());
      PluginLayer layer = manager.layer(jar.id());
      code.add(jar.id(), layer.classLoaders(), layer.moduleNames());
      entryOf(jar).readSettings();
      loaded.put(jar.id(), jar);
      leftOut.remove(jar.id());
      note();
      if (!undeclared.isEmpty()) {
        LOG.warn("plugin {}: {}", jar.id(), undeclared);
      }
    } catch (RuntimeException | Error e) {
      // Whatever a plugin throws, the others are to live.
      String reason = PluginException.describe(e);
      failures.add(jar.failure(undeclared.isEmpty() ? reason : reason + "; " + undeclared), e);
      code.removeOf(jar.id());
      manager.forget(jar.id());
    }
  }

  /**
   * Starts what is loaded and has not started, dependencies first.
   *
   * @param services what plugins get
   * @param registry takes what they bring
   * @return what failed, or needs what failed, and has been unloaded
   */
  public List<PluginFailure> start(PluginServices services, ContributionRegistry registry) {
    Failures failures = new Failures();
    start(services, registry, failures).forEach(this::discard);
    return failures.list();
  }

  /**
   * Starts what is loaded and has not started, dependencies first.
   *
   * @param failures takes what is left out
   * @return the jars of these, which have been unloaded; their copies are still there
   */
  List<PluginJar> start(PluginServices services, ContributionRegistry registry, Failures failures) {
    List<PluginFailure> now = new ArrayList<>();
    loaded.values().stream()
        .filter(jar -> isLoadedOnly(jar.id()))
        .forEach(jar -> start(jar, services, registry, now, failures));
    Set<String> leaving = new HashSet<>();
    now.forEach(failure -> leaving.addAll(dependentsAndSelf(failure.id())));
    return take(leaving);
  }

  private void start(
      PluginJar jar,
      PluginServices services,
      ContributionRegistry registry,
      List<PluginFailure> now,
      Failures failures) {
    Optional<String> missing = jar.dependencyIds().filter(this::isLoadedOnly).findFirst();
    if (missing.isPresent()) {
      now.add(failures.add(jar.failure("needs plugin " + missing.get() + ", which was left out")));
      return;
    }
    try {
      entryOf(jar).prepare(services, registry, classes(jar.id()));
      manager.startPlugin(jar.id());
      LOG.info("plugin {} {} started", jar.id(), jar.version());
      events.accept(new ServerEvent.PluginStarted(Instant.now(), jar.id(), jar.version()));
    } catch (RuntimeException | Error e) {
      // Whatever a plugin throws, the others are to live.
      String reason = "does not start: " + PluginException.describe(e);
      now.add(failures.add(jar.failure(reason), e));
    }
  }

  private PluginClasses classes(String id) {
    return new PluginClasses(id, manager.layer(id).classLoaders());
  }

  private boolean isLoadedOnly(String id) {
    return loaded.containsKey(id) && !manager.getPlugin(id).getPluginState().isStarted();
  }

  /**
   * Stops and unloads a plugin, after those that depend on it.
   *
   * @param id the plugin
   * @return what was unloaded, in that order; nothing if the plugin is not loaded
   */
  public List<String> unload(String id) {
    List<PluginJar> taken = take(dependentsAndSelf(id));
    taken.forEach(this::discard);
    return taken.stream().map(PluginJar::id).toList();
  }

  /** A plugin and those that need it, also through others; nothing if it is not loaded. */
  Set<String> dependentsAndSelf(String id) {
    Set<String> needing = new LinkedHashSet<>(Set.of(id));
    needing.retainAll(loaded.keySet());
    for (PluginJar jar : loaded.values()) {
      if (jar.dependencyIds().anyMatch(needing::contains)) {
        needing.add(jar.id());
      }
    }
    return needing;
  }

  /**
   * Stops and unloads plugins, those first that need others; their copies stay, so that they can be
   * loaded again.
   *
   * @param ids with each plugin those that need it
   * @return the jars, in the order in which they were unloaded
   */
  List<PluginJar> take(Set<String> ids) {
    List<PluginJar> taken = new ArrayList<>(loaded.values());
    taken.removeIf(jar -> !ids.contains(jar.id()));
    Collections.reverse(taken);
    for (PluginJar jar : taken) {
      UnloadedPlugin trace = new UnloadedPlugin(jar, manager.layer(jar.id()));
      loaded.remove(jar.id());
      manager.forget(jar.id());
      code.removeOf(jar.id());
      unloaded.add(trace);
      note();
      LOG.info("plugin {} {} unloaded", jar.id(), jar.version());
      events.accept(new ServerEvent.PluginUnloaded(Instant.now(), jar.id(), jar.version()));
    }
    return taken;
  }

  /** The loaded plugins, dependencies first. */
  public List<LoadedPlugin> plugins() {
    return loaded.values().stream().map(this::describe).toList();
  }

  /**
   * Says who is told of plugins that come and go.
   *
   * @param listener called by the thread that drives this host
   */
  public void tell(Consumer<ServerEvent> listener) {
    events = listener;
  }

  private void note() {
    details = loaded.values().stream().map(jar -> PluginDetails.of(this, jar)).toList();
  }

  /**
   * The loaded plugins in full.
   *
   * @return dependencies first; for any thread
   */
  public List<PluginDetails> details() {
    return details;
  }

  LoadedPlugin describe(PluginJar jar) {
    return new LoadedPlugin(
        jar.id(), jar.version(), jar.file(), jar.module().name(), entryOf(jar).settings());
  }

  /** The jars of the loaded plugins by id, dependencies first; a view. */
  Map<String, PluginJar> jars() {
    return Collections.unmodifiableMap(loaded);
  }

  PluginLayer layer(String id) {
    return manager.layer(id);
  }

  /**
   * The files that were looked at last, with the states that they were in then.
   *
   * @return a copy; those that were left out are in it, too
   */
  public Map<Path, FileStamp> seen() {
    return new HashMap<>(seen);
  }

  Failures newFailures() {
    return new Failures();
  }

  /**
   * What has been unloaded, and what is left of it.
   *
   * @return safe for use by any thread
   */
  public UnloadedPlugins unloaded() {
    return unloaded;
  }

  ClassLoader classLoader(String id) {
    return manager.layer(id).classLoader();
  }

  Path workFolder() {
    return work.path();
  }

  private EntryPlugin entryOf(PluginJar jar) {
    return (EntryPlugin) manager.getPlugin(jar.id()).getPlugin();
  }

  /** Stops and unloads all plugins, in the reverse of their order. */
  @Override
  public void close() throws IOException {
    take(Set.copyOf(loaded.keySet()));
    work.close();
  }

  /** Collects what is left out in one go, and logs it. */
  final class Failures {
    private final List<PluginFailure> list = new ArrayList<>();

    PluginFailure add(PluginFailure failure) {
      list.add(failure);
      leftOut.add(failure.id());
      LOG.error("left out: {}", failure);
      return failure;
    }

    PluginFailure add(PluginFailure failure, Throwable cause) {
      LOG.debug("plugin {}", failure.id(), cause);
      return add(failure);
    }

    List<PluginFailure> list() {
      return List.copyOf(list);
    }
  }
}
