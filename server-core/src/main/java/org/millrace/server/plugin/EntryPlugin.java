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
      throw new PluginException(
          "provides %d services %s (expected: one, by \"provides\" in module-info)"
              .formatted(entries.size(), MillracePlugin.class.getName()));
    }
    return new EntryPlugin(id, entries.get(0).getExtension());
  }

  /** Asks for the plugin's keys, once. */
  void readSettings() {
    settings = List.copyOf(entry.settings());
  }

  List<Setting<?>> settings() {
    return settings;
  }

  /** Says what {@link #start} gives to the plugin and where it puts what the plugin brings. */
  void prepare(PluginServices services, ContributionRegistry registry) {
    this.services = services;
    this.registry = registry;
  }

  /** Starts the plugin and takes what it brings; if that fails, nothing is left of it. */
  @Override
  public void start() {
    HostedPluginContext opened = new HostedPluginContext(id, Objects.requireNonNull(services));
    context = opened;
    boolean entryStarted = false;
    boolean done = false;
    try {
      entry.start(opened);
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
    safely("taking back what it brought", () -> Objects.requireNonNull(registry).remove(id));
    if (entryStarted) {
      safely("stopping", entry::stop);
    }
    safely("closing what it left open", () -> Objects.requireNonNull(context).close());
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
