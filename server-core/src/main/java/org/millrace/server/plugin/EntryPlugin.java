package org.millrace.server.plugin;

import java.util.List;
import java.util.Objects;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;
import org.millrace.api.config.Setting;
import org.millrace.api.plugin.MillracePlugin;
import org.pf4j.ExtensionFinder;
import org.pf4j.ExtensionWrapper;
import org.pf4j.Plugin;

/** Makes a plugin's entry look like a plugin of PF4J, and takes back what it brought at its end. */
final class EntryPlugin extends Plugin {
  private static final Logger LOG = LogManager.getLogger(EntryPlugin.class);

  private final String id;
  private final MillracePlugin entry;
  private List<Setting<?>> settings = List.of();
  private @Nullable PluginServices services;
  private @Nullable ContributionRegistry registry;
  private @Nullable PluginClasses classes;
  private @Nullable HostedPluginContext context;

  private EntryPlugin(String id, MillracePlugin entry) {
    this.id = id;
    this.entry = entry;
  }

  /**
   * Finds and makes the entry of a plugin.
   *
   * @throws PluginException if there is none, or several, or if making it fails
   */
  static EntryPlugin find(String id, ExtensionFinder extensions) {
    List<ExtensionWrapper<MillracePlugin>> entries = extensions.find(MillracePlugin.class, id);
    if (entries.size() != 1) {
      throw new PluginException(wrongNumber(entries.size()));
    }
    return new EntryPlugin(id, entries.get(0).getExtension());
  }

  /** What is wrong with a plugin that has not one entry. */
  static String wrongNumber(long entries) {
    return "provides %d services %s (expected: one, by \"provides\" in module-info)"
        .formatted(entries, MillracePlugin.class.getName());
  }

  /** Asks for the plugin's keys, once. */
  void readSettings() {
    settings = List.copyOf(entry.settings());
  }

  List<Setting<?>> settings() {
    return settings;
  }

  /** Says what {@link #start} gives to the plugin and where it puts what the plugin brings. */
  void prepare(PluginServices services, ContributionRegistry registry, PluginClasses classes) {
    this.services = services;
    this.registry = registry;
    this.classes = classes;
  }

  /** Starts the plugin and takes what it brings; if that fails, nothing is left of it. */
  @Override
  public void start() {
    HostedPluginContext opened = new HostedPluginContext(id, Objects.requireNonNull(services));
    context = opened;
    boolean entryStarted = false;
    boolean done = false;
    try {
      withOwnLoader(() -> entry.start(opened));
      entryStarted = true;
      contribute(Contributions.of(entry, opened));
      done = true;
    } finally {
      if (!done) {
        end(entryStarted);
      }
    }
  }

  private void contribute(Contributions contributions) {
    try {
      Objects.requireNonNull(registry).add(contributions);
    } catch (RuntimeException e) {
      throw new PluginException(Objects.requireNonNullElse(e.getMessage(), e.toString()), e);
    }
  }

  @Override
  public void stop() {
    end(true);
  }

  private void end(boolean entryStarted) {
    ContributionRegistry host = Objects.requireNonNull(registry);
    PluginClasses own = Objects.requireNonNull(classes);
    safely("taking back what it brought", () -> host.remove(own));
    if (entryStarted) {
      safely("stopping", () -> withOwnLoader(entry::stop));
    }
    safely("closing what it left open", () -> Objects.requireNonNull(context).close());
    safely("forgetting its classes", () -> host.forget(own));
  }

  /**
   * Libraries look for their services, drivers and files by the thread's context class loader; it
   * must be the plugin's while its code runs, and not a moment longer.
   */
  private void withOwnLoader(Runnable call) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(entry.getClass().getClassLoader());
    try {
      call.run();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /** A plugin that fails at its end must not keep the rest from being taken back. */
  private void safely(String doing, Runnable step) {
    try {
      step.run();
    } catch (RuntimeException | LinkageError e) {
      LOG.error("plugin {}: {} failed", id, doing, e);
    }
  }
}
