package org.millrace.server;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.millrace.api.plugin.ApiVersion;
import org.millrace.api.server.ApplicationInfo;
import org.millrace.api.server.Configuration;
import org.millrace.api.server.Connections;
import org.millrace.api.server.IngestPoints;
import org.millrace.api.server.LoopInfo;
import org.millrace.api.server.MediaStorages;
import org.millrace.api.server.Plugins;
import org.millrace.api.server.Server;
import org.millrace.api.server.ServerInfo;
import org.millrace.api.server.ServerListener;
import org.millrace.api.server.ServerLog;
import org.millrace.api.server.ServerRecordings;
import org.millrace.api.server.ServerState;
import org.millrace.api.server.Services;
import org.millrace.api.server.StreamAliases;
import org.millrace.api.server.ViewerInfo;
import org.millrace.api.stream.StreamKey;
import org.millrace.api.stream.StreamRegistry.Registration;
import org.millrace.server.administration.ConnectionAdministration;
import org.millrace.server.administration.LoopAdministration;
import org.millrace.server.administration.PluginAdministration;
import org.millrace.server.administration.RecordingAdministration;
import org.millrace.server.administration.StorageAdministration;
import org.millrace.server.administration.Turns;
import org.millrace.server.application.HostedApplication;
import org.millrace.server.event.DropWatch;
import org.millrace.server.logging.LogHistory;

/** The server, for plugins that administer or watch it. */
final class RunningServer implements Server {
  private final MillraceServer server;
  private final ServerParts parts;
  private final ServerInfo info;
  private final Connections connections;
  private final Plugins plugins;
  private final Services services;
  private final Configuration configuration;
  private final MediaStorages storages;
  private final ServerRecordings recordings;
  private final LoopAdministration loops;

  /** Of a server that starts; {@code turns} puts in order what changes it. */
  RunningServer(MillraceServer server, ServerParts parts, Turns turns) {
    this.server = server;
    this.parts = parts;
    info = describe(server, parts);
    connections = new ConnectionAdministration(parts.io());
    plugins =
        new PluginAdministration(
            parts.plugins(),
            parts.protocols(),
            parts.types(),
            () -> server.config().requiredPlugins(),
            server::pluginUpdater,
            turns);
    services = new PortAdministration(parts.ports(), parts.applications(), turns);
    configuration = new ConfigurationFile(server, turns);
    storages = new StorageAdministration(parts.storages(), parts.applications(), turns);
    recordings =
        new RecordingAdministration(
            parts.recordings(), parts.applications(), parts.io().fileLoops());
    loops = new LoopAdministration(parts.io().eventLoops(), parts.io().fileLoops());
    everySecond(loops);
    everySecond(new DropWatch(parts.streams(), parts.events()));
  }

  private void everySecond(Runnable look) {
    parts.io().scheduler().scheduleWithFixedDelay(look, 1, 1, TimeUnit.SECONDS);
  }

  private static ServerInfo describe(MillraceServer server, ServerParts parts) {
    return new ServerInfo(
        Main.version(),
        ApiVersion.CURRENT,
        Runtime.version().toString(),
        ProcessHandle.current().pid(),
        Instant.now(),
        server.config().file(),
        parts.io().transport().key(),
        server.config().io().eventLoops());
  }

  @Override
  public ServerInfo info() {
    return info;
  }

  @Override
  public ServerState state() {
    return server.state();
  }

  @Override
  public Connections connections() {
    return connections;
  }

  @Override
  public List<ApplicationInfo> applications() {
    return parts.applications().all().stream().map(RunningServer::describe).toList();
  }

  private static ApplicationInfo describe(HostedApplication application) {
    return new ApplicationInfo(
        application.name(),
        application.config().type(),
        application.pluginId(),
        application.config().aliases(),
        application.config().isDefault(),
        application.clientCount());
  }

  @Override
  public Services services() {
    return services;
  }

  @Override
  public Plugins plugins() {
    return plugins;
  }

  @Override
  public Configuration configuration() {
    return configuration;
  }

  @Override
  public CompletionStage<List<ViewerInfo>> viewers(StreamKey stream) {
    return parts.viewers().of(stream);
  }

  @Override
  public StreamAliases aliases() {
    return parts.naming().aliases();
  }

  @Override
  public IngestPoints ingestPoints() {
    return parts.naming().ingestPoints();
  }

  @Override
  public MediaStorages storages() {
    return storages;
  }

  @Override
  public ServerRecordings recordings() {
    return recordings;
  }

  @Override
  public ServerLog log() {
    return LogHistory.ofProcess();
  }

  @Override
  public List<LoopInfo> loops() {
    return loops.list();
  }

  /** The listener is called where things happen, and must not block. */
  @Override
  public Registration addListener(ServerListener listener) {
    return parts.events().add(listener);
  }

  @Override
  public void shutdown(String reason) {
    server.shutdown(reason);
  }
}
