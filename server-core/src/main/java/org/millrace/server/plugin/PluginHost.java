package org.millrace.server.plugin;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.millrace.api.plugin.ApiVersion;

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

  private final WorkFolder work;
  private final LayeredPluginManager manager;

  /** Loaded plugins, dependencies first. */
  private final Map<String, PluginJar> loaded = new LinkedHashMap<>();

  /** Ids of plugins that were left out. */
  private final Set<String> leftOut = new HashSet<>();

  /**
   * A host without plugins.
   *
   * @param folder where the private copies of the jars go; the system's temporary folder, if it
   *     cannot be written to
   */
  public PluginHost(Path folder) {
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
      read(file, jars, failures);
    }
    LoadOrder order = LoadOrder.of(jars);
    order.failures().forEach(failures::add);
    Dependencies dependencies = new Dependencies(loaded, order.sorted());
    for (PluginJar jar : order.sorted()) {
      load(jar, dependencies, failures);
    }
    jars.stream()
        .filter(jar -> !jar.equals(loaded.get(jar.id())))
        .forEach(jar -> work.discard(jar.copy()));
    return failures.list();
  }

  private void read(Path file, List<PluginJar> jars, Failures failures) {
    try {
      PluginJar jar = PluginJar.read(file, work.copy(file));
      PluginJar other = loaded.get(jar.id());
      if (other == null) {
        jars.add(jar);
      } else {
        failures.add(jar.failure("is loaded already, from " + other.file().getFileName()));
      }
    } catch (IOException | PluginException e) {
      failures.add(new PluginFailure(file, "", PluginException.describe(e)));
    }
  }

  private void load(PluginJar jar, Dependencies dependencies, Failures failures) {
    String undeclared = dependencies.undeclared(jar);
    try {
      dependencies.requireLoaded(jar, leftOut);
      manager.loadPlugin(jar.copy());
      entryOf(jar).readSettings();
      loaded.put(jar.id(), jar);
      leftOut.remove(jar.id());
      if (!undeclared.isEmpty()) {
        LOG.warn("plugin {}: {}", jar.id(), undeclared);
      }
    } catch (RuntimeException | Error e) {
      // Whatever a plugin throws, the others are to live.
      String reason = PluginException.describe(e);
      failures.add(jar.failure(undeclared.isEmpty() ? reason : reason + "; " + undeclared), e);
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
    loaded.values().stream()
        .filter(jar -> isLoadedOnly(jar.id()))
        .forEach(jar -> start(jar, services, registry, failures));
    failures.list().forEach(failure -> unload(failure.id()));
    return failures.list();
  }

  private void start(
      PluginJar jar, PluginServices services, ContributionRegistry registry, Failures failures) {
    Optional<String> missing = jar.dependencyIds().filter(this::isLoadedOnly).findFirst();
    if (missing.isPresent()) {
      failures.add(jar.failure("needs plugin " + missing.get() + ", which was left out"));
      return;
    }
    try {
      entryOf(jar).prepare(services, registry);
      manager.startPlugin(jar.id());
      LOG.info("plugin {} {} started", jar.id(), jar.version());
    } catch (RuntimeException | Error e) {
      // Whatever a plugin throws, the others are to live.
      failures.add(jar.failure("does not start: " + PluginException.describe(e)), e);
    }
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
    List<String> unloaded = new ArrayList<>();
    if (loaded.containsKey(id)) {
      for (PluginJar jar : List.copyOf(loaded.values())) {
        if (jar.dependsOn(id)) {
          unloaded.addAll(unload(jar.id()));
        }
      }
      PluginJar jar = Objects.requireNonNull(loaded.remove(id));
      manager.forget(id);
      work.discard(jar.copy());
      LOG.info("plugin {} {} unloaded", jar.id(), jar.version());
      unloaded.add(id);
    }
    return unloaded;
  }

  /** The loaded plugins, dependencies first. */
  public List<LoadedPlugin> plugins() {
    return loaded.values().stream().map(this::describe).toList();
  }

  private LoadedPlugin describe(PluginJar jar) {
    return new LoadedPlugin(
        jar.id(), jar.version(), jar.file(), jar.module().name(), entryOf(jar).settings());
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
    List<String> ids = new ArrayList<>(loaded.keySet());
    Collections.reverse(ids);
    ids.forEach(this::unload);
    work.close();
  }

  /** Collects what is left out in one go, and logs it. */
  private final class Failures {
    private final List<PluginFailure> list = new ArrayList<>();

    void add(PluginFailure failure) {
      list.add(failure);
      leftOut.add(failure.id());
      LOG.error("left out: {}", failure);
    }

    void add(PluginFailure failure, Throwable cause) {
      add(failure);
      LOG.debug("plugin {}", failure.id(), cause);
    }

    List<PluginFailure> list() {
      return List.copyOf(list);
    }
  }
}
