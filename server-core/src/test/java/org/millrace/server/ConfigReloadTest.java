package org.millrace.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.logging.log4j.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.millrace.server.fake.LogCapture;
import org.millrace.server.fake.TestPlugin;

/** A running server follows its configuration. */
class ConfigReloadTest {
  /** Says how loud it is, then what it hears; its applications log their greeting. */
  private static final String ECHO =
      """
      private static final Setting<Integer> LOUDNESS =
          Setting.integer("loudness", 1, 1, 9, "How loud.");
      private static final Setting<String> GREETING = Setting.text("greeting", "hi", "Said.");

      @Override public List<Setting<?>> settings() {
        return List.of(Setting.integer("depth", 1, 1, 9, "How deep."));
      }
      @Override public List<ProtocolFactory> protocols() {
        return List.of(new ProtocolFactory() {
          @Override public List<ProtocolLayer> layers() { return List.of(new Echo()); }
          @Override public List<ProtocolChain> chains() {
            return List.of(ProtocolChain.of("inboundEcho", "tcp", "echo"));
          }
          @Override public List<Setting<?>> acceptorSettings() { return List.of(LOUDNESS); }
        });
      }
      static final class Echo implements ProtocolLayer {
        @Override public String name() { return "echo"; }
        @Override public void addTo(ChannelPipeline pipeline, ConnectionContext connection) {
          pipeline.addLast("echo", new ChannelInboundHandlerAdapter() {
            @Override public void channelActive(ChannelHandlerContext ctx) {
              String loud = "" + LOUDNESS.read(connection.settings());
              ctx.writeAndFlush(io.netty.buffer.Unpooled.wrappedBuffer(loud.getBytes()));
            }
            @Override public void channelRead(ChannelHandlerContext ctx, Object message) {
              ctx.writeAndFlush(message);
            }
          });
        }
      }
      @Override public List<ApplicationFactory> applications() {
        return List.of(new ApplicationFactory() {
          @Override public String type() { return "plain"; }
          @Override public List<Setting<?>> settings() { return List.of(GREETING); }
          @Override public Application create(ApplicationContext context) {
            String greeting = GREETING.read(context.settings());
            return new Application() {
              @Override public void start() { context.log().info("{} starts", greeting); }
              @Override public void stop() { context.log().info("{} stops", greeting); }
            };
          }
        });
      }
      """;

  @TempDir static Path jars;
  @TempDir Path folder;
  private int port;
  private int other;
  private LogCapture log;

  @BeforeAll
  static void buildPlugin() {
    TestPlugin.of(
            "echo",
            "requires io.netty.transport; requires io.netty.buffer; requires io.netty.common;",
            ECHO)
        .build(jars.resolve("echo.jar"));
  }

  @BeforeEach
  void prepare() throws IOException {
    Path plugins = Files.createDirectory(folder.resolve("plugins"));
    Files.copy(jars.resolve("echo.jar"), plugins.resolve("echo.jar"));
    try (ServerSocket one = new ServerSocket(0);
        ServerSocket two = new ServerSocket(0)) {
      port = one.getLocalPort();
      other = two.getLocalPort();
    }
    log = new LogCapture();
  }

  @AfterEach
  void closeLog() {
    log.close();
  }

  @Test
  void unchangedConfigurationTouchesNothing() throws IOException {
    try (MillraceServer server = started("", application("a", "", acceptor(port, "")))) {
      write("\n\n", application("a", "", acceptor(port, "")));

      assertThat(server.reload()).isEmpty();
      assertThat(log.lines(Level.INFO)).filteredOn(line -> line.endsWith(" stops")).isEmpty();
    }
  }

  @Test
  void acceptorsComeChangeAndGoUnderConnectionsThatStay() throws IOException {
    try (MillraceServer server = started("", application("a", "", acceptor(port, "")));
        Socket before = connect(port)) {
      assertThat(hear(before)).isEqualTo("1");

      write("", application("a", "", acceptor(port, "loudness = 5"), acceptor(other, "")));
      assertThat(server.reload())
          .containsExactly(
              "acceptor 127.0.0.1:" + port + ": changed", "acceptor 127.0.0.1:" + other + ": new");
      try (Socket after = connect(port);
          Socket second = connect(other)) {
        assertThat(hear(after)).isEqualTo("5");
        assertThat(hear(second)).isEqualTo("1");
      }

      write("", application("a", "", acceptor(other, "")));
      assertThat(server.reload()).containsExactly("acceptor 127.0.0.1:" + port + ": removed");
      assertThatThrownBy(() -> connect(port)).isInstanceOf(IOException.class);
      before.getOutputStream().write('x');
      assertThat(hear(before)).isEqualTo("x");
    }
  }

  @Test
  void applicationsComeAreMadeAnewAndGo() throws IOException {
    String stays = application("stays", "greeting = \"a\"");
    try (MillraceServer server =
        started("", stays, application("b", "greeting = \"b\""), application("c", ""))) {
      write("", application("new", ""), stays, application("b", "greeting = \"B\""));

      assertThat(server.reload())
          .containsExactly(
              "application b: made anew", "application c: removed", "application new: new");
      assertThat(log.lines(Level.INFO))
          .contains("INFO b stops", "INFO B starts", "INFO hi stops", "INFO hi starts")
          .doesNotContain("INFO a stops");
    }
  }

  @Test
  void badFileIsRefusedWholeWithAllItsErrors() throws IOException {
    try (MillraceServer server = started("", application("a", "", acceptor(port, "")))) {
      write(
          "plugins = { echo = { depth = 10 } },",
          application("b", "greeting = 7", acceptor(other, "loudness = 10")));

      assertThatThrownBy(server::reload)
          .isInstanceOf(StartException.class)
          .message()
          .contains("depth: 10 (expected: 1 to 9)", "greeting: 7", "loudness: 10");
      assertThat(log.lines(Level.ERROR))
          .anyMatch(line -> line.startsWith("ERROR configuration: refused, nothing is changed"));
      assertThat(server.services()).extracting(Service::application).containsExactly("a");

      Files.writeString(folder.resolve("test.lua"), "configuration = { applications = {");
      assertThatThrownBy(server::reload).isInstanceOf(StartException.class);
      try (Socket socket = connect(port)) {
        assertThat(hear(socket)).isEqualTo("1");
      }
    }
  }

  @Test
  void limitsHoldForTheNextConnection() throws IOException {
    try (MillraceServer server = started("", application("a", "", acceptor(port, "")));
        Socket first = connect(port)) {
      assertThat(hear(first)).isEqualTo("1");
      write("limits = { maxConnections = 1 },", application("a", "", acceptor(port, "")));

      assertThat(server.reload()).containsExactly("limits: changed");
      try (Socket second = connect(port)) {
        assertThat(hear(second)).isEmpty();
      }
    }
  }

  @Test
  void whatNeedsARestartIsSaidEachTimeAndLeftAsItWas() throws IOException {
    String application = application("a", "", acceptor(port, ""));
    try (MillraceServer server = started("", application)) {
      write(
          "fileThreads = 3, pluginsWatch = true, plugins = { echo = { depth = 2 } },", application);

      String restart = "left as they were, they need a restart: pluginsWatch, fileThreads";
      assertThat(server.reload())
          .containsExactly(
              "plugins.echo: takes effect when the plugin is loaded again (millrace plugin reload"
                  + " echo)",
              restart);
      assertThat(server.reload()).containsExactly(restart);
    }
  }

  @Test
  void portOfSomebodyElseIsLeftOutAndTakenAtTheNextReload() throws IOException {
    try (MillraceServer server = started("", application("a", "", acceptor(port, "")))) {
      write("", application("a", "", acceptor(port, ""), acceptor(other, "")));
      try (ServerSocket holder = new ServerSocket(other, 1, InetAddress.getLoopbackAddress())) {
        server.reload();
        assertThat(holder.isBound()).isTrue();
        assertThat(log.lines(Level.ERROR)).anyMatch(line -> line.contains("cannot listen on"));
      }

      server.reload();

      assertThat(server.services()).hasSize(2);
    }
  }

  private MillraceServer started(String root, String... applications) throws IOException {
    MillraceServer server = MillraceServer.of(write(root, applications));
    server.start();
    return server;
  }

  private Path write(String root, String... applications) throws IOException {
    return Files.writeString(
        folder.resolve("test.lua"),
        "configuration = { pluginsDirectory = \"plugins\", instancesCount = 2, "
            + (root.contains("pluginsWatch") ? "" : "pluginsWatch = false, ")
            + root
            + " applications = {\n"
            + String.join("", applications)
            + "} }\n");
  }

  private static String application(String name, String keys, String... acceptors) {
    return "{ name = \"%s\", type = \"plain\", %s%s acceptors = { %s } },\n"
        .formatted(name, keys, keys.isEmpty() ? "" : ",", String.join(" ", List.of(acceptors)));
  }

  private static String acceptor(int at, String keys) {
    return "{ ip = \"127.0.0.1\", port = %d, protocol = \"inboundEcho\", %s },".formatted(at, keys);
  }

  private static Socket connect(int to) throws IOException {
    Socket socket = new Socket();
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), to));
    socket.setSoTimeout(10_000);
    return socket;
  }

  private static String hear(Socket socket) throws IOException {
    return new String(socket.getInputStream().readNBytes(1), StandardCharsets.UTF_8);
  }
}
