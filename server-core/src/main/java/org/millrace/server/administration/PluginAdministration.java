package org.millrace.server.administration;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.millrace.api.server.Outcome;
import org.millrace.api.server.PluginInfo;
import org.millrace.api.server.Plugins;
import org.millrace.server.application.ApplicationTypes;
import org.millrace.server.plugin.PluginDetails;
import org.millrace.server.plugin.PluginHost;
import org.millrace.server.plugin.PluginReport;
import org.millrace.server.plugin.PluginUpdater;
import org.millrace.server.protocol.ProtocolFactoryRegistry;

/**
 * The plugins, for plugins.
 *
 * @param host has loaded them
 * @param protocols knows the chains that they bring
 * @param types knows the types of application that they bring
 * @param required gives the ids of those that the configuration requires
 * @param updater gives what changes them; throws if the server does not run
 * @param turns puts changes in order
 */
public record PluginAdministration(
    PluginHost host,
    ProtocolFactoryRegistry protocols,
    ApplicationTypes types,
    Supplier<List<String>> required,
    Supplier<PluginUpdater> updater,
    Turns turns)
    implements Plugins {

  @Override
  public List<PluginInfo> list() {
    return host.details().stream().map(this::describe).toList();
  }

  private PluginInfo describe(PluginDetails details) {
    String id = details.plugin().id();
    return new PluginInfo(
        id,
        details.plugin().version(),
        details.plugin().file(),
        details.plugin().module(),
        details.requires(),
        details.dependencies(),
        details.dependents(),
        details.description(),
        details.provider(),
        details.license(),
        protocols.chainNames().stream().filter(name -> protocols.isFrom(name, id)).toList(),
        types.all().stream()
            .filter(type -> type.plugin().pluginId().equals(id))
            .map(type -> type.factory().type())
            .toList());
  }

  @Override
  public List<String> missing() {
    Set<String> there = new HashSet<>();
    host.details().forEach(details -> there.add(details.plugin().id()));
    return required.get().stream().filter(id -> !there.contains(id)).toList();
  }

  @Override
  public CompletionStage<Outcome> load(Path file) {
    Path absolute = file.toAbsolutePath().normalize();
    return change("plugin load", plugins -> plugins.load(absolute));
  }

  @Override
  public CompletionStage<Outcome> unload(String id, boolean dependentsToo) {
    return change("plugin unload", plugins -> plugins.unload(id, dependentsToo));
  }

  @Override
  public CompletionStage<Outcome> reload(String id) {
    return change("plugin reload", plugins -> plugins.reload(id));
  }

  private CompletionStage<Outcome> change(
      String name, Function<PluginUpdater, PluginReport> change) {
    return turns.take(
        name,
        () -> {
          PluginReport report = change.apply(updater.get());
          return new Outcome(report.done(), report.lines());
        });
  }
}
