package org.millrace.server.plugin;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.local.LocalIoHandler;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.millrace.api.config.ConfigLocation;
import org.millrace.api.config.ConfigNode;
import org.millrace.api.protocol.ProtocolChain;
import org.millrace.server.fake.FakeServer;
import org.millrace.server.lua.LuaScriptEngine;
import org.millrace.server.watchdog.FailureReports;
import org.millrace.server.watchdog.PluginCode;

/** A plugin host and a registry that keeps the names of the chains that plugins bring. */
final class HostFixture implements Closeable, ContributionRegistry {
  final PluginHost host =
      new PluginHost(Path.of(System.getProperty("java.io.tmpdir")), new PluginCode());
  final FakeStreams streams = new FakeStreams();
  final Map<String, List<String>> chains = new LinkedHashMap<>();
  final List<String> removed = new ArrayList<>();
  final Set<String> badSettings = new HashSet<>();
  int settled;
  final Map<String, ConfigNode.Table> settings = new LinkedHashMap<>();

  private final EventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(1, LocalIoHandler.newFactory());
  private final PluginServices services =
      new PluginServices(
          id -> settings.getOrDefault(id, ConfigNode.Table.empty(ConfigLocation.NONE)),
          streams,
          loops,
          loops,
          (chain, remote, application, table) ->
              CompletableFuture.failedFuture(new IOException("no test connects")),
          new LuaScriptEngine(),
          new FailureReports(),
          new FakeServer(),
          new OfferedServices());

  /** Loads all jars of a folder and starts them; gives the lines of the failures. */
  List<String> loadAndStart(Path folder) throws IOException {
    List<PluginFailure> failures = new ArrayList<>(host.load(folder));
    failures.addAll(start());
    return failures.stream().map(PluginFailure::toString).toList();
  }

  List<PluginFailure> start() {
    return host.start(services, this);
  }

  /** For what comes after the start. */
  PluginUpdater updater() {
    return new PluginUpdater(host, services, this);
  }

  List<String> started() {
    return List.copyOf(chains.keySet());
  }

  @Override
  public void add(Contributions contributions) {
    List<String> names =
        contributions.protocols().stream()
            .flatMap(factory -> factory.chains().stream())
            .map(ProtocolChain::name)
            .toList();
    if (names.contains("taken")) {
      throw new IllegalArgumentException("chain taken: is there already");
    }
    chains.put(contributions.context().pluginId(), names);
  }

  @Override
  public void remove(PluginClasses plugin) {
    chains.remove(plugin.pluginId());
    removed.add(plugin.pluginId());
  }

  @Override
  public void check(LoadedPlugin plugin) {
    if (badSettings.contains(plugin.id())) {
      throw new IllegalArgumentException("plugins." + plugin.id() + ".loud: 3 (expected: boolean)");
    }
  }

  @Override
  public void settle() {
    settled++;
  }

  @Override
  public void close() throws IOException {
    host.close();
    loops.shutdownGracefully();
  }
}
