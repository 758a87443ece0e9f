package org.millrace.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.millrace.api.application.Refusal;
import org.millrace.api.application.RefusedException;
import org.millrace.api.server.ConnectionInfo;
import org.millrace.api.server.ConnectionLimits;
import org.millrace.api.server.LogLine;
import org.millrace.api.server.LoopInfo;
import org.millrace.api.server.MediaStorage;
import org.millrace.api.server.NewService;
import org.millrace.api.server.Outcome;
import org.millrace.api.server.PluginInfo;
import org.millrace.api.server.Server;
import org.millrace.api.server.ServerEvent;
import org.millrace.api.server.ServerState;
import org.millrace.api.server.ServiceInfo;
import org.millrace.api.stream.StreamRegistry.Registration;
import org.millrace.server.fake.TestPlugin;

/** The server as plugins see it that administer it. */
class RunningServerTest {
  private static final Duration SOON = Duration.ofSeconds(10);

  /** Gives back what it hears; has an application of the type {@code plain}. */
  private static final String ECHO =
      """
      @Override public List<ProtocolFactory> protocols() {
        return List.of(new ProtocolFactory() {
          @Override public List<ProtocolLayer> layers() { return List.of(new Echo()); }
          @Override public List<ProtocolChain> chains() {
            return List.of(ProtocolChain.of("inboundEcho", "tcp", "echo"));
          }
        });
      }
      static final class Echo implements ProtocolLayer {
        @Override public String name() { return "echo"; }
        @Override public void addTo(ChannelPipeline pipeline, ConnectionContext connection) {
          pipeline.addLast("echo", new ChannelInboundHandlerAdapter() {
            @Override public void channelRead(ChannelHandlerContext ctx, Object message) {
              ctx.writeAndFlush(message);
            }
          });
        }
      }
      @Override public List<ApplicationFactory> applications() {
        return List.of(new ApplicationFactory() {
          @Override public String type() { return "plain"; }
          @Override public Application create(ApplicationContext context) {
            return new Application() {};
          }
        });
      }
      """;

  @TempDir static Path jars;
  @TempDir Path folder;
  private MillraceServer host;
  private Server server;

  @BeforeAll
  static void buildPlugin() {
    TestPlugin.of("echo", "requires io.netty.transport; requires io.netty.common;", ECHO)
        .manifest("Plugin-Description", "Says it again")
        .build(jars.resolve("echo.jar"));
  }

  @BeforeEach
  void start() throws IOException {
    Path plugins = Files.createDirectory(folder.resolve("plugins"));
    Files.copy(jars.resolve("echo.jar"), plugins.resolve("echo.jar"));
    host = MillraceServer.of(write(""));
    host.start();
    server = host.administration();
  }

  @AfterEach
  void stop() {
    host.close();
  }

  private Path write(String root) throws IOException {
    return Files.writeString(
        folder.resolve("test.lua"),
        """
        configuration = { pluginsDirectory = "plugins", pluginsWatch = false, %s
          applications = {
            { name = "plain", aliases = { "level" }, default = true, acceptors = {
              { ip = "127.0.0.1", port = 0, protocol = "inboundEcho" },
              { ip = "127.0.0.1", port = 0, protocol = "inboundMissing" } } } } }
        """
            .formatted(root));
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket();
    socket.connect(server.services().list().get(0).address());
    socket.setSoTimeout(10_000);
    return socket;
  }

  private static String say(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    return new String(socket.getInputStream().readNBytes(text.length()), StandardCharsets.UTF_8);
  }

  private static Outcome outcome(CompletionStage<Outcome> stage) {
    return stage.toCompletableFuture().join();
  }

  @Test
  void tellsWhatItIsAndWhereInItsLife() {
    assertThat(server.state()).isEqualTo(ServerState.RUNNING);
    assertThat(server.info().pid()).isEqualTo(ProcessHandle.current().pid());
    assertThat(server.info().started()).isBetween(Instant.now().minusSeconds(60), Instant.now());
    assertThat(server.info().configurationFile()).isEqualTo(folder.resolve("test.lua"));
    assertThat(server.info().eventLoops()).isPositive();
    assertThat(server.applications())
        .singleElement()
        .satisfies(
            application -> {
              assertThat(application.name()).isEqualTo("plain");
              assertThat(application.type()).isEqualTo("plain");
              assertThat(application.plugin()).isEqualTo("echo");
              assertThat(application.aliases()).containsExactly("level");
              assertThat(application.isDefault()).isTrue();
            });

    host.stop();

    assertThat(server.state()).isEqualTo(ServerState.DRAINING);
  }

  @Test
  void connectionsAreListedCountedAndClosed() throws IOException {
    try (Socket socket = connect()) {
      assertThat(say(socket, "hello")).isEqualTo("hello");

      ConnectionInfo connection = server.connections().list().get(0);
      assertThat(connection.chain()).isEqualTo("inboundEcho");
      assertThat(connection.acceptorApplication()).isEqualTo("plain");
      assertThat(connection.remoteAddress())
          .isEqualTo(new InetSocketAddress("127.0.0.1", socket.getLocalPort()));
      assertThat(connection.bytesIn()).isEqualTo(5);
      assertThat(server.connections().find(connection.id()))
          .hasValueSatisfying(found -> assertThat(found.bytesOut()).isEqualTo(5));
      assertThat(server.connections().counters().openByChain())
          .containsOnlyKeys("inboundEcho")
          .containsEntry("inboundEcho", 1);

      assertThat(server.connections().close(connection.id(), "a test wants it")).isTrue();
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
      socket.shutdownOutput();
      await().atMost(SOON).until(() -> server.connections().counters().open() == 0);
      assertThat(server.connections().close(connection.id(), "again")).isFalse();
    }
  }

  @Test
  void bytesOfConnectionsThatHaveLeftStayInTheSums() throws IOException {
    for (int i = 0; i < 3; i++) {
      try (Socket socket = connect()) {
        say(socket, "1234");
      }
    }
    await().atMost(SOON).until(() -> server.connections().counters().open() == 0);

    assertThat(server.connections().counters().opened()).isEqualTo(3);
    assertThat(server.connections().counters().bytesIn()).isEqualTo(12);
    assertThat(server.connections().counters().bytesOut()).isEqualTo(12);
  }

  @Test
  void loweredLimitTurnsTheNextOneAway() throws IOException {
    ConnectionLimits before = server.connections().limits();
    server.connections().limits(new ConnectionLimits(1, 0));

    try (Socket first = connect()) {
      assertThat(say(first, "a")).isEqualTo("a");
      try (Socket second = connect()) {
        assertThat(second.getInputStream().read()).isEqualTo(-1);
      }
      assertThat(server.connections().counters().refused()).isEqualTo(1);
      assertThat(server.services().list().get(0).refused()).isEqualTo(1);
      server.connections().limits(before);
      try (Socket third = connect()) {
        assertThat(say(third, "b")).isEqualTo("b");
      }
    }
  }

  @Test
  void servicesAreListedAndDisabled() throws IOException {
    ServiceInfo open = server.services().list().get(0);
    ServiceInfo closed = server.services().list().get(1);
    assertThat(open.state()).isEqualTo(ServiceInfo.State.OPEN);
    assertThat(open.carrier()).isEqualTo("tcp");
    assertThat(open.address().getPort()).isPositive();
    assertThat(open.chains()).containsExactly("inboundEcho");
    assertThat(closed.state()).isEqualTo(ServiceInfo.State.CLOSED);
    assertThat(closed.chains()).containsExactly("inboundMissing");
    assertThat(closed.address().isUnresolved()).isTrue();

    assertThat(server.services().enable(open.id(), false)).isTrue();
    assertThat(server.services().list().get(0).state()).isEqualTo(ServiceInfo.State.DISABLED);
    try (Socket socket = connect()) {
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
    server.services().enable(open.id(), true);
    try (Socket socket = connect()) {
      assertThat(say(socket, "c")).isEqualTo("c");
    }
    assertThat(server.services().enable("s99", false)).isFalse();
  }

  @Test
  void acceptorIsOpenedAndClosedWhileTheServerRuns() throws Exception {
    NewService wanted =
        new NewService("127.0.0.1", 0, List.of("inboundEcho"), "plain", Optional.empty());
    ServiceInfo opened = server.services().create(wanted).toCompletableFuture().join();
    assertThat(opened.state()).isEqualTo(ServiceInfo.State.OPEN);
    try (Socket socket = new Socket()) {
      socket.connect(opened.address());
      assertThat(say(socket, "new")).isEqualTo("new");
    }
    outcome(server.configuration().reload());
    assertThat(server.services().list()).extracting(ServiceInfo::id).contains(opened.id());

    assertThat(server.services().remove(opened.id()).toCompletableFuture().join()).isTrue();

    assertThat(server.services().list()).extracting(ServiceInfo::id).doesNotContain(opened.id());
    assertThat(server.services().remove(opened.id()).toCompletableFuture().join()).isFalse();
    try (Socket socket = new Socket()) {
      assertThatThrownBy(() -> socket.connect(opened.address())).isInstanceOf(IOException.class);
    }
  }

  @Test
  void acceptorThatCannotBeIsRefusedWithTheReason() {
    int taken = server.services().list().get(0).address().getPort();

    assertThat(refusal(taken, "inboundEcho", "plain")).isEqualTo(Refusal.BUSY);
    assertThat(refusal(0, "inboundMissing", "plain")).isEqualTo(Refusal.FAILED);
    assertThat(refusal(0, "inboundEcho", "nowhere")).isEqualTo(Refusal.UNKNOWN_APPLICATION);
    assertThat(server.services().list()).hasSize(2);
  }

  private Refusal refusal(int port, String chain, String application) {
    NewService wanted =
        new NewService("127.0.0.1", port, List.of(chain), application, Optional.empty());
    return server
        .services()
        .create(wanted)
        .handle(
            (created, failure) ->
                failure instanceof RefusedException refused ? refused.refusal() : null)
        .toCompletableFuture()
        .join();
  }

  @Test
  void pluginsAreListedUnloadedAndLoadedAgain() {
    PluginInfo plugin = server.plugins().list().get(0);
    assertThat(plugin.id()).isEqualTo("echo");
    assertThat(plugin.description()).isEqualTo("Says it again");
    assertThat(plugin.chains()).containsExactly("inboundEcho");
    assertThat(plugin.applicationTypes()).containsExactly("plain");

    assertThat(outcome(server.plugins().unload("echo", false)).done()).isTrue();
    assertThat(server.plugins().list()).isEmpty();
    assertThat(server.applications()).isEmpty();
    assertThat(server.services().list())
        .extracting(ServiceInfo::state)
        .containsOnly(ServiceInfo.State.CLOSED);

    assertThat(outcome(server.plugins().unload("echo", false)))
        .satisfies(
            refused -> {
              assertThat(refused.done()).isFalse();
              assertThat(refused.lines()).anyMatch(line -> line.contains("is not loaded"));
            });
    assertThat(outcome(server.plugins().reload("echo")).done()).isTrue();
    assertThat(server.plugins().list()).extracting(PluginInfo::id).containsExactly("echo");
  }

  @Test
  void listenersHearOfConnectionsAndPlugins() throws IOException {
    List<ServerEvent> heard = new CopyOnWriteArrayList<>();
    Registration listening = server.addListener(heard::add);
    try (Socket socket = connect()) {
      say(socket, "12345");
    }
    await().atMost(SOON).until(() -> heard.size() == 2);
    outcome(server.plugins().reload("echo"));
    listening.close();
    outcome(server.plugins().unload("echo", false));

    assertThat(heard)
        .extracting(event -> event.getClass().getSimpleName())
        .containsExactly("ConnectionOpened", "ConnectionClosed", "PluginUnloaded", "PluginStarted");
    assertThat(heard.get(1))
        .isInstanceOfSatisfying(
            ServerEvent.ConnectionClosed.class,
            closed -> {
              assertThat(closed.reason()).isEqualTo("peer closed");
              assertThat(closed.connection().bytesIn()).isEqualTo(5);
            });
  }

  @Test
  void eventLoopsAreTried() {
    assertThat(server.loops())
        .extracting(LoopInfo::kind)
        .contains(LoopInfo.Kind.IO, LoopInfo.Kind.FILE);
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> assertThat(server.loops()).allMatch(loop -> loop.delay().toNanos() > 0));
  }

  @Test
  void logIsKeptForWhoeverAsks() {
    server.log().level(Level.INFO);

    server.shutdown("a test wants to read of it");

    assertThat(server.log().lines(1000))
        .extracting(LogLine::message)
        .contains("stop: asked: a test wants to read of it");
  }

  @Test
  void requiredPluginThatWasUnloadedIsMissed() throws IOException {
    write("requiredPlugins = { \"echo\" },");
    assertThat(outcome(server.configuration().reload()).done()).isTrue();
    assertThat(server.plugins().missing()).isEmpty();

    outcome(server.plugins().unload("echo", false));

    assertThat(server.plugins().missing()).containsExactly("echo");
  }

  @Test
  void configurationIsCheckedWithoutBeingTouched() throws IOException {
    write("limits = { maxConnections = -1 },");
    Outcome bad = outcome(server.configuration().check());
    assertThat(bad.done()).isFalse();
    assertThat(bad.lines()).singleElement().asString().contains("maxConnections: -1");
    assertThat(outcome(server.configuration().reload())).isEqualTo(bad);

    write("limits = { maxConnections = 7 },");
    assertThat(outcome(server.configuration().check()).done()).isTrue();
    assertThat(server.connections().limits().max()).isNotEqualTo(7);

    assertThat(outcome(server.configuration().reload()))
        .isEqualTo(new Outcome(true, List.of("limits: changed")));
    assertThat(server.connections().limits().max()).isEqualTo(7);
  }

  @Test
  void filesOfTheConfigurationAreLookedForInStoragesThatWereAdded() throws IOException {
    Path more = Files.createDirectory(folder.resolve("more"));
    Files.writeString(more.resolve("clip.flv"), "FLV");
    String source = "default = true, fileSources = {{ file = 'clip.flv', streamName = 'clip' }},";
    Path file = write("");
    Files.writeString(file, Files.readString(file).replace("default = true,", source));
    assertThat(outcome(server.configuration().check()).lines())
        .anyMatch(line -> line.contains("clip.flv"));

    MediaStorage added = join(server.storages().add("plain", "more", more, "for a test"));

    assertThat(server.storages().list()).containsExactly(added);
    assertThat(outcome(server.configuration().check()).done()).isTrue();
    assertThat(join(server.storages().remove("plain", "more"))).isTrue();
    assertThat(join(server.storages().remove("plain", "more"))).isFalse();
    assertThat(outcome(server.configuration().check()).done()).isFalse();
  }

  @Test
  void whatCanBeNoStorageIsRefused() throws IOException {
    join(server.storages().add("plain", "taken", folder, ""));

    assertRefused(Refusal.UNKNOWN_APPLICATION, server.storages().add("none", "a", folder, ""));
    assertRefused(Refusal.BUSY, server.storages().add("plain", "taken", folder, ""));
    assertRefused(Refusal.BAD_NAME, server.storages().add("plain", "", folder, ""));
    Path nowhere = folder.resolve("nowhere");
    assertRefused(Refusal.NOT_FOUND, server.storages().add("plain", "a", nowhere, ""));
    write("limits = { maxMediaStorages = 1 },");
    outcome(server.configuration().reload());
    assertRefused(Refusal.LIMIT, server.storages().add("plain", "a", folder, ""));
  }

  private static <T> T join(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }

  private static void assertRefused(Refusal refusal, CompletionStage<?> stage) {
    assertThat(stage)
        .failsWithin(SOON)
        .withThrowableThat()
        .havingRootCause()
        .isInstanceOfSatisfying(
            RefusedException.class, e -> assertThat(e.refusal()).isEqualTo(refusal));
  }

  @Test
  void shutdownStopsTheServer() {
    server.shutdown("a test has seen enough");

    await().atMost(SOON).until(() -> host.services().isEmpty());
    assertThat(server.state()).isEqualTo(ServerState.DRAINING);
  }

  @Test
  void nothingIsChangedAfterTheStop() {
    host.stop();

    assertThatThrownBy(() -> outcome(server.plugins().reload("echo")))
        .isInstanceOfAny(CancellationException.class, CompletionException.class)
        .hasMessageContaining("stop");
  }
}
