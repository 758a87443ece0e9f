package org.millrace.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import org.apache.logging.log4j.Level;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.millrace.server.fake.LogCapture;
import org.millrace.server.fake.TestPlugin;

/** Plugins come, change and go while a server runs. */
class HotDropTest {
  /** What the documentation promises, and what a busy machine adds. */
  private static final Duration SOON = Duration.ofSeconds(10);

  /** Says its version, then what it hears. */
  private static final String ECHO =
      """
      @Override public List<ProtocolFactory> protocols() {
        return List.of(new ProtocolFactory() {
          @Override public List<ProtocolLayer> layers() { return List.of(new Echo()); }
          @Override public List<ProtocolChain> chains() {
            return List.of(ProtocolChain.of("inbound-%1$s", "tcp", "%1$s"));
          }
          @Override public List<Setting<?>> acceptorSettings() {
            return List.of(Setting.integer("loudness", 1, 1, 9, "How loud."));
          }
        });
      }
      static final class Echo implements ProtocolLayer {
        @Override public String name() { return "%1$s"; }
        @Override public void addTo(ChannelPipeline pipeline, ConnectionContext connection) {
          pipeline.addLast("%1$s", new ChannelInboundHandlerAdapter() {
            @Override public void channelActive(ChannelHandlerContext ctx) {
              ctx.writeAndFlush(io.netty.buffer.Unpooled.wrappedBuffer("%2$s".getBytes()));
            }
            @Override public void channelRead(ChannelHandlerContext ctx, Object message) {
              ctx.writeAndFlush(message);
            }
          });
        }
      }
      @Override public List<ApplicationFactory> applications() {
        return List.of(new ApplicationFactory() {
          @Override public String type() { return "app-%1$s"; }
          @Override public Application create(ApplicationContext context) {
            return new Application() {};
          }
        });
      }
      """;

  private static final String NETTY =
      "requires io.netty.transport; requires io.netty.buffer; requires io.netty.common;";

  @TempDir static Path jars;
  @TempDir Path folder;
  private Path plugins;
  private int port;

  @BeforeAll
  static void buildPlugins() {
    for (String id : List.of("red", "green")) {
      TestPlugin.of(id, NETTY, ECHO.formatted(id, "1")).build(jars.resolve(id + "-1.jar"));
    }
    TestPlugin.of("red", NETTY, ECHO.formatted("red", "2"))
        .version("2.0.0")
        .build(jars.resolve("red-2.jar"));
  }

  @BeforeEach
  void prepare() throws IOException {
    plugins = Files.createDirectory(folder.resolve("plugins"));
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
  }

  @Test
  void jarThatIsCopiedIntoTheFolderBringsWhatTheConfigurationWaitedFor() throws IOException {
    try (LogCapture log = new LogCapture();
        MillraceServer server = MillraceServer.of(config("red"))) {
      server.start();
      assertThat(server.services()).isEmpty();

      drop("red-1.jar", "red.jar");

      await().atMost(SOON).until(() -> server.services().size() == 1);
      try (Socket socket = connect()) {
        assertThat(hear(socket, 1)).isEqualTo("1");
      }
      assertThat(log.lines(Level.INFO))
          .contains(
              "INFO plugin red 1.0.0 started",
              "INFO application of-red runs: plugin red",
              "INFO acceptor 127.0.0.1:" + port + " is open: inbound-red, application of-red");
    }
  }

  @Test
  void replacedJarIsSwappedAndConnectionsOfOthersGoOn() throws IOException {
    drop("red-1.jar", "red.jar");
    drop("green-1.jar", "green.jar");
    try (MillraceServer server = MillraceServer.of(config("red", "green"))) {
      server.start();
      InetSocketAddress greenAddress = server.services().get(1).address();
      try (Socket red = connect();
          Socket green = new Socket(greenAddress.getAddress(), greenAddress.getPort())) {
        green.setSoTimeout(10_000);
        assertThat(hear(red, 1)).isEqualTo("1");
        assertThat(hear(green, 1)).isEqualTo("1");

        drop("red-2.jar", "red.jar");

        assertThat(red.getInputStream().read()).isEqualTo(-1);
        red.shutdownOutput();
        try (Socket again = connect()) {
          assertThat(hear(again, 1)).isEqualTo("2");
        }
        green.getOutputStream().write('x');
        assertThat(hear(green, 1)).isEqualTo("x");
        assertThat(server.services()).hasSize(2);
      }
    }
  }

  @Test
  void whoeverComesWhileAPluginIsSwappedWaitsForTheNewOne() throws IOException {
    drop("red-1.jar", "red.jar");
    try (MillraceServer server = MillraceServer.of(config("red"))) {
      server.start();
      Path next = jars.resolve("red-2.jar");
      for (int i = 0; i < 5; i++) {
        Thread swap = new Thread(() -> server.withPlugins(updater -> updater.load(next)));
        swap.start();
        while (swap.isAlive()) {
          try (Socket socket = connect()) {
            // Who was let in before the swap is closed by it; nobody is turned away.
            assertThat(hear(socket, 1)).isIn("1", "2", "");
          }
        }
      }
      try (Socket socket = connect()) {
        assertThat(hear(socket, 1)).isEqualTo("2");
      }
    }
  }

  @Test
  void removedJarTakesItsAcceptorsAndApplicationsWithIt() throws IOException {
    drop("red-1.jar", "red.jar");
    try (LogCapture log = new LogCapture();
        MillraceServer server = MillraceServer.of(config("red"))) {
      server.start();
      try (Socket socket = connect()) {
        assertThat(hear(socket, 1)).isEqualTo("1");

        Files.delete(plugins.resolve("red.jar"));

        assertThat(socket.getInputStream().read()).isEqualTo(-1);
      }
      await().atMost(SOON).until(() -> server.services().isEmpty());
      assertThat(log.lines(Level.INFO)).contains("INFO plugin red 1.0.0 unloaded");
      try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        assertThat(free.isBound()).isTrue();
      }
    }
  }

  @Test
  void portThatIsTakenStaysClosedAndTheServerGoesOn() throws IOException {
    drop("green-1.jar", "green.jar");
    try (LogCapture log = new LogCapture();
        ServerSocket holder = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
        MillraceServer server = MillraceServer.of(config("red", "green"))) {
      server.start();

      server.withPlugins(updater -> updater.load(jars.resolve("red-1.jar")));

      assertThat(server.services()).extracting(Service::chain).containsExactly("inbound-green");
      assertThat(log.lines(Level.ERROR))
          .singleElement()
          .asString()
          .contains("left out: test.lua:4", "cannot listen on 127.0.0.1:" + holder.getLocalPort());
    }
  }

  @Test
  void acceptorWhoseSettingsAreWrongIsLeftOutWhenItsPluginComes() throws IOException {
    Path config = config("red");
    Files.writeString(
        config, Files.readString(config).replace("inbound-red\"", "inbound-red\", loudness = 10"));
    try (LogCapture log = new LogCapture();
        MillraceServer server = MillraceServer.of(config)) {
      server.start();

      server.withPlugins(updater -> updater.load(jars.resolve("red-1.jar")));

      assertThat(server.services()).isEmpty();
      assertThat(log.lines(Level.ERROR))
          .containsExactly(
              "ERROR left out: test.lua:4: applications[1].acceptors[1].loudness: 10 (expected: 1"
                  + " to 9)");
    }
  }

  private void drop(String jar, String name) throws IOException {
    Path copied = Files.copy(jars.resolve(jar), folder.resolve(name));
    Files.move(copied, plugins.resolve(name), StandardCopyOption.REPLACE_EXISTING);
  }

  /** An application of each plugin's type; the first has the known port. */
  private Path config(String... ids) throws IOException {
    StringBuilder applications = new StringBuilder();
    for (String id : ids) {
      applications.append(
          """
          { name = "of-%1$s", type = "app-%1$s", acceptors = {
            { ip = "127.0.0.1", port = %2$d, protocol = "inbound-%1$s" } } },
          """
              .formatted(id, id.equals(ids[0]) ? port : 0));
    }
    return Files.writeString(
        folder.resolve("test.lua"),
        "configuration = { pluginsDirectory = \"plugins\", instancesCount = 2,\n"
            + " applications = {\n"
            + applications
            + "} }\n");
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(10_000);
    return socket;
  }

  private static String hear(Socket socket, int length) throws IOException {
    return new String(socket.getInputStream().readNBytes(length), StandardCharsets.UTF_8);
  }
}
