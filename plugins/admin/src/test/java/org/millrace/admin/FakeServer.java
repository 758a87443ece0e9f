package org.millrace.admin;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.millrace.api.application.Refusal;
import org.millrace.api.application.RefusedException;
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
import org.millrace.api.server.Server;
import org.millrace.api.server.ServerEvent;
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
import org.millrace.api.stream.StreamRegistry;
import org.millrace.api.stream.SubscriptionStatistics;

/** A server with one connection, one service, one application and one plugin. */
public final class FakeServer implements Server {
  private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

  /** What it was asked to do. */
  public final List<String> wishes = new ArrayList<>();

  private ConnectionLimits limits = new ConnectionLimits(1000, 0);
  private final FakeRecordings recordings = new FakeRecordings(wishes);
  private final MediaStorages storages = new FakeNames.Storages();
  private final FakeNames.Aliases aliases = new FakeNames.Aliases();
  private final FakeNames.Points points = new FakeNames.Points();
  private final FakeLog log = new FakeLog();
  private final List<ServerListener> listeners = new ArrayList<>();
  private ServiceInfo.State serviceState = ServiceInfo.State.OPEN;

  @Override
  public ServerInfo info() {
    return new ServerInfo(
        "0.9.0", "0.9.0", "17", 4711, START, Path.of("/etc/millrace.lua"), "epoll", 2);
  }

  @Override
  public ServerState state() {
    return ServerState.RUNNING;
  }

  @Override
  public Connections connections() {
    return new FakeConnections();
  }

  @Override
  public List<ApplicationInfo> applications() {
    return List.of(
        new ApplicationInfo("live", "flvplayback", "flvplayback", List.of("show"), true, 1));
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
    return new FakeConfiguration();
  }

  @Override
  public void shutdown(String reason) {
    wishes.add("shutdown " + reason);
  }

  @Override
  public CompletionStage<List<ViewerInfo>> viewers(StreamKey stream) {
    SubscriptionStatistics statistics =
        new SubscriptionStatistics(10, 20_000, 3, 1, Duration.ofMillis(250));
    return CompletableFuture.completedStage(
        List.of(
            new ViewerInfo(
                "v12",
                stream,
                "c1",
                "rtmp",
                new InetSocketAddress("192.0.2.7", 50_112),
                START,
                statistics)));
  }

  @Override
  public StreamAliases aliases() {
    return aliases;
  }

  @Override
  public IngestPoints ingestPoints() {
    return points;
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
    return log;
  }

  @Override
  public List<LoopInfo> loops() {
    return List.of(new LoopInfo("io-1", LoopInfo.Kind.IO, 2, Duration.ofMillis(1)));
  }

  @Override
  public StreamRegistry.Registration addListener(ServerListener listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  /** Tells the listeners. */
  public void tell(ServerEvent event) {
    List.copyOf(listeners).forEach(listener -> listener.onEvent(event));
  }

  private CompletionStage<Outcome> done(String wish) {
    wishes.add(wish);
    return CompletableFuture.completedStage(new Outcome(true, List.of(wish)));
  }

  private final class FakeConnections implements Connections {
    @Override
    public List<ConnectionInfo> list() {
      return List.of(
          new ConnectionInfo(
              "c1",
              "inboundRtmp",
              "appselector",
              new InetSocketAddress("192.0.2.7", 50_112),
              new InetSocketAddress("192.0.2.1", 1935),
              false,
              START,
              2000,
              4000));
    }

    @Override
    public Optional<ConnectionInfo> find(String id) {
      return list().stream().filter(connection -> connection.id().equals(id)).findFirst();
    }

    @Override
    public boolean close(String id, String reason) {
      wishes.add("close " + id);
      return find(id).isPresent();
    }

    @Override
    public ConnectionCounters counters() {
      return new ConnectionCounters(1, 5, 2, 3000, 6000, Map.of("inboundRtmp", 1));
    }

    @Override
    public ConnectionLimits limits() {
      return limits;
    }

    @Override
    public void limits(ConnectionLimits wanted) {
      limits = wanted;
    }
  }

  private final class FakeServices implements Services {
    @Override
    public List<ServiceInfo> list() {
      return List.of(
          new ServiceInfo(
              "s3",
              "tcp",
              InetSocketAddress.createUnresolved("rtmp.example", 1935),
              List.of("inboundRtmp"),
              "appselector",
              serviceState,
              5,
              2));
    }

    @Override
    public boolean enable(String id, boolean whether) {
      serviceState = whether ? ServiceInfo.State.OPEN : ServiceInfo.State.DISABLED;
      return id.equals("s3");
    }

    @Override
    public CompletionStage<ServiceInfo> create(NewService service) {
      wishes.add("listen on " + service.port());
      return service.port() == 1935
          ? CompletableFuture.failedStage(new RefusedException(Refusal.BUSY, "taken"))
          : CompletableFuture.completedStage(list().get(0));
    }

    @Override
    public CompletionStage<Boolean> remove(String id) {
      wishes.add("remove " + id);
      return CompletableFuture.completedStage(id.equals("s3"));
    }
  }

  private final class FakePlugins implements Plugins {
    @Override
    public List<PluginInfo> list() {
      return List.of(
          new PluginInfo(
              "rtmp",
              "0.9.0",
              Path.of("/opt/rtmp.jar"),
              "org.millrace.rtmp",
              ">=0.9.0",
              List.of("flv"),
              List.of(),
              "",
              "",
              "",
              List.of("inboundRtmp"),
              List.of()));
    }

    @Override
    public List<String> missing() {
      return List.of();
    }

    @Override
    public CompletionStage<Outcome> load(Path file) {
      return done("load " + file);
    }

    @Override
    public CompletionStage<Outcome> unload(String id, boolean dependentsToo) {
      return done("unload " + id + " " + dependentsToo);
    }

    @Override
    public CompletionStage<Outcome> reload(String id) {
      return done("reload " + id);
    }
  }

  private final class FakeConfiguration implements Configuration {
    @Override
    public CompletionStage<Outcome> check() {
      return CompletableFuture.completedStage(new Outcome(false, List.of("a.lua:3: no")));
    }

    @Override
    public CompletionStage<Outcome> reload() {
      return done("reload");
    }
  }
}
