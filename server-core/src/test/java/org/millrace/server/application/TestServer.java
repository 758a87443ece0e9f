package org.millrace.server.application;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.local.LocalIoHandler;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.millrace.api.application.Application;
import org.millrace.api.application.ApplicationContext;
import org.millrace.api.application.ApplicationFactory;
import org.millrace.api.application.ConnectRequest;
import org.millrace.api.server.ServerEvent;
import org.millrace.server.config.ApplicationConfig;
import org.millrace.server.fake.Configs;
import org.millrace.server.fake.FakeConnection;
import org.millrace.server.fake.FakePluginContext;
import org.millrace.server.fake.FakeStreams;
import org.millrace.server.recording.FileFormats;
import org.millrace.server.recording.RecordingService;
import org.millrace.server.watchdog.FailureReports;

/** Applications, with everything around them faked. */
final class TestServer implements AutoCloseable {
  final FakeStreams streams = new FakeStreams();
  final List<ServerEvent> events = new ArrayList<>();
  final StreamNaming naming = new StreamNaming(InstantSource.system(), 3, 256);
  final ViewerTable viewers = new ViewerTable(events::add);
  final FileFormats formats = new FileFormats();
  final ApplicationTypes types = new ApplicationTypes();
  final List<Endpoint> endpoints = new ArrayList<>();
  final EventLoopGroup fileLoops = new MultiThreadIoEventLoopGroup(1, LocalIoHandler.newFactory());
  final RecordingService recordings =
      new RecordingService(streams, fileLoops, formats, Duration.ofMinutes(1));
  final ApplicationRegistry registry =
      new ApplicationRegistry(types, recordings, () -> endpoints, new FailureReports());
  final ApplicationRouter router = new ApplicationRouter(registry, streams, viewers, naming, 256);

  private final Map<String, ApplicationConfig> configs = new LinkedHashMap<>();

  /** Adds an application; to be called before {@link #start}. */
  TestServer with(Configs config, Application application) {
    return with(config, context -> application);
  }

  TestServer with(Configs config, Function<ApplicationContext, Application> maker) {
    ApplicationConfig built = config.build();
    types.add(
        new FakePluginContext("plugin-of-" + built.type()), List.of(factory(built.type(), maker)));
    return withoutType(built);
  }

  TestServer withoutType(ApplicationConfig config) {
    configs.put(config.name(), config);
    return this;
  }

  TestServer start() {
    configs.values().forEach(config -> registry.create(config, registry.all().size()));
    registry.start();
    return this;
  }

  static ApplicationFactory factory(String type, Function<ApplicationContext, Application> maker) {
    return new ApplicationFactory() {
      @Override
      public String type() {
        return type;
      }

      @Override
      public Application create(ApplicationContext context) {
        return maker.apply(context);
      }
    };
  }

  /** A client of the application {@code live}. */
  HostedClient client(FakeConnection connection) {
    return (HostedClient)
        router.connect(connection, "live", request("live")).toCompletableFuture().join();
  }

  static ConnectRequest request(String application) {
    return new ConnectRequest(
        "test",
        application,
        "test://host/" + application,
        "agent/1",
        "http://page",
        InetSocketAddress.createUnresolved("192.0.2.7", 50_000),
        Map.of("token", "secret"));
  }

  @Override
  public void close() {
    fileLoops.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
  }
}
