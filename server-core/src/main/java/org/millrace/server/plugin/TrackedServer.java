package org.millrace.server.plugin;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.apache.logging.log4j.Level;
import org.millrace.api.server.ApplicationInfo;
import org.millrace.api.server.Configuration;
import org.millrace.api.server.Connections;
import org.millrace.api.server.IngestPoints;
import org.millrace.api.server.LogLine;
import org.millrace.api.server.LoopInfo;
import org.millrace.api.server.MediaStorages;
import org.millrace.api.server.Plugins;
import org.millrace.api.server.Server;
import org.millrace.api.server.ServerEvent;
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
import org.millrace.server.event.QueuedListener;

/**
 * The server as one plugin sees it: its listeners are called on a thread of the plugin, and end
 * with it.
 *
 * @param server the server
 * @param registrations of the plugin
 * @param thread the plugin's own
 */
record TrackedServer(Server server, Registrations registrations, Executor thread)
    implements Server {

  @Override
  public Registration addListener(ServerListener listener) {
    Consumer<ServerEvent> queue = QueuedListener.ofEvents(listener::onEvent, thread);
    return registrations.track(server.addListener(queue::accept));
  }

  @Override
  public ServerLog log() {
    return new TrackedLog(server.log(), registrations, thread);
  }

  private record TrackedLog(ServerLog log, Registrations registrations, Executor thread)
      implements ServerLog {

    /** Lines that were left out are missed by their numbers. */
    @Override
    public Registration follow(Consumer<LogLine> listener) {
      Consumer<LogLine> queue = QueuedListener.leavingOut(listener, thread);
      return registrations.track(log.follow(queue));
    }

    @Override
    public Level level() {
      return log.level();
    }

    @Override
    public void level(Level level) {
      log.level(level);
    }

    @Override
    public List<LogLine> lines(int limit) {
      return log.lines(limit);
    }
  }

  @Override
  public ServerInfo info() {
    return server.info();
  }

  @Override
  public ServerState state() {
    return server.state();
  }

  @Override
  public Connections connections() {
    return server.connections();
  }

  @Override
  public List<ApplicationInfo> applications() {
    return server.applications();
  }

  @Override
  public Services services() {
    return server.services();
  }

  @Override
  public Plugins plugins() {
    return server.plugins();
  }

  @Override
  public Configuration configuration() {
    return server.configuration();
  }

  @Override
  public CompletionStage<List<ViewerInfo>> viewers(StreamKey stream) {
    return server.viewers(stream);
  }

  @Override
  public StreamAliases aliases() {
    return server.aliases();
  }

  @Override
  public IngestPoints ingestPoints() {
    return server.ingestPoints();
  }

  @Override
  public MediaStorages storages() {
    return server.storages();
  }

  @Override
  public ServerRecordings recordings() {
    return server.recordings();
  }

  @Override
  public List<LoopInfo> loops() {
    return server.loops();
  }

  @Override
  public void shutdown(String reason) {
    server.shutdown(reason);
  }
}
