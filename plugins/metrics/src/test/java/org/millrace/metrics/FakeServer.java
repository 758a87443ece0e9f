package org.millrace.metrics;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.millrace.api.server.ApplicationInfo;
import org.millrace.api.server.Configuration;
import org.millrace.api.server.ConnectionCounters;
import org.millrace.api.server.ConnectionInfo;
import org.millrace.api.server.ConnectionLimits;
import org.millrace.api.server.Connections;
import org.millrace.api.server.IngestPoints;
import org.millrace.api.server.LoopInfo;
import org.millrace.api.server.MediaStorages;
import org.millrace.api.server.NewService;
import org.millrace.api.server.Outcome;
import org.millrace.api.server.PluginInfo;
import org.millrace.api.server.Plugins;
import org.millrace.api.server.RecordedFile;
import org.millrace.api.server.RecordingInfo;
import org.millrace.api.server.Server;
import org.millrace.api.server.ServerInfo;
import org.millrace.api.server.ServerListener;
import org.millrace.api.server.ServerLog;
import org.millrace.api.server.ServerRecordings;
import org.millrace.api.server.ServerState;
import org.millrace.api.server.ServiceInfo;
import org.millrace.api.server.Services;
import org.millrace.api.server.StreamAliases;
import org.millrace.api.server.ViewerInfo;
import org.millrace.api.stream.StreamKey;
import org.millrace.api.stream.StreamRegistry.Registration;

/** A server whose figures a test sets. */
public final class FakeServer implements Server {
  /** Where it is in its life. */
  public ServerState state = ServerState.RUNNING;

  /** Counts of connections. */
  public ConnectionCounters counters =
      new ConnectionCounters(3, 10, 2, 1000, 2000, Map.of("inboundEcho", 2, "inboundHttp", 1));

  /** What it listens on. */
  public List<ServiceInfo> services = List.of(service(ServiceInfo.State.OPEN));

  /** Required plugins that are not there. */
  public List<String> missing = List.of();

  /** Its event loops. */
  public List<LoopInfo> loops =
      List.of(
          new LoopInfo("io-1", LoopInfo.Kind.IO, 3, Duration.ofMillis(2)),
          new LoopInfo("file-1", LoopInfo.Kind.FILE, 0, Duration.ofSeconds(20)));

  /** Who listens. */
  public final List<ServerListener> listeners = new ArrayList<>();

  /** An acceptor in some state. */
  public static ServiceInfo service(ServiceInfo.State state) {
    return new ServiceInfo(
        "s1",
        "tcp",
        new InetSocketAddress("127.0.0.1", 1935),
        List.of("inboundEcho"),
        "live",
        state,
        7,
        2);
  }

  @Override
  public ServerInfo info() {
    return new ServerInfo(
        "0.9.0", "0.9.0", "17", 1, Instant.EPOCH, Path.of("/millrace.lua"), "epoll", 2);
  }

  @Override
  public ServerState state() {
    return state;
  }

  @Override
  public Connections connections() {
    return new FakeConnections();
  }

  @Override
  public List<ApplicationInfo> applications() {
    return List.of(new ApplicationInfo("live", "plain", "echo", List.of(), true, 3));
  }

  @Override
  public Services services() {
    return new FakeServices();
  }

  @Override
  public Plugins plugins() {
    return new FakePlugins();
  }

  @Override
  public Configuration configuration() {
    throw new AssertionError("not used");
  }

  @Override
  public CompletionStage<List<ViewerInfo>> viewers(StreamKey stream) {
    throw new AssertionError("not used");
  }

  @Override
  public StreamAliases aliases() {
    throw new AssertionError("not used");
  }

  @Override
  public IngestPoints ingestPoints() {
    throw new AssertionError("not used");
  }

  @Override
  public MediaStorages storages() {
    throw new AssertionError("not used");
  }

  @Override
  public ServerRecordings recordings() {
    return new FakeRecordings();
  }

  @Override
  public ServerLog log() {
    throw new AssertionError("not used");
  }

  @Override
  public List<LoopInfo> loops() {
    return loops;
  }

  @Override
  public Registration addListener(ServerListener listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  @Override
  public void shutdown(String reason) {
    throw new AssertionError("not used");
  }

  private final class FakeConnections implements Connections {
    @Override
    public List<ConnectionInfo> list() {
      throw new AssertionError("not used");
    }

    @Override
    public Optional<ConnectionInfo> find(String id) {
      throw new AssertionError("not used");
    }

    @Override
    public boolean close(String id, String reason) {
      throw new AssertionError("not used");
    }

    @Override
    public ConnectionCounters counters() {
      return counters;
    }

    @Override
    public ConnectionLimits limits() {
      return new ConnectionLimits(100, 0);
    }

    @Override
    public void limits(ConnectionLimits limits) {
      throw new AssertionError("not used");
    }
  }

  private final class FakeServices implements Services {
    @Override
    public List<ServiceInfo> list() {
      return services;
    }

    @Override
    public boolean enable(String id, boolean whether) {
      throw new AssertionError("not used");
    }

    @Override
    public CompletionStage<ServiceInfo> create(NewService service) {
      throw new AssertionError("not used");
    }

    @Override
    public CompletionStage<Boolean> remove(String id) {
      throw new AssertionError("not used");
    }
  }

  private final class FakePlugins implements Plugins {
    @Override
    public List<PluginInfo> list() {
      return List.of(
          new PluginInfo(
              "echo",
              "1.0.0",
              Path.of("/echo.jar"),
              "echo",
              "",
              List.of(),
              List.of(),
              "",
              "",
              "",
              List.of(),
              List.of()));
    }

    @Override
    public List<String> missing() {
      return missing;
    }

    @Override
    public CompletionStage<Outcome> load(Path file) {
      throw new AssertionError("not used");
    }

    @Override
    public CompletionStage<Outcome> unload(String id, boolean dependentsToo) {
      throw new AssertionError("not used");
    }

    @Override
    public CompletionStage<Outcome> reload(String id) {
      throw new AssertionError("not used");
    }
  }

  private static final class FakeRecordings implements ServerRecordings {
    @Override
    public List<RecordingInfo> list() {
      return List.of();
    }

    @Override
    public RecordingInfo start(StreamKey stream, String name, boolean append) {
      throw new AssertionError("not used");
    }

    @Override
    public CompletionStage<Boolean> stop(String id) {
      throw new AssertionError("not used");
    }

    @Override
    public CompletionStage<List<RecordedFile>> files(String application, int limit) {
      throw new AssertionError("not used");
    }

    @Override
    public CompletionStage<Path> file(String application, String path) {
      throw new AssertionError("not used");
    }

    @Override
    public CompletionStage<Void> delete(String application, String path) {
      throw new AssertionError("not used");
    }
  }
}
