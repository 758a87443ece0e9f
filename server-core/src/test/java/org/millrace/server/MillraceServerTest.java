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
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.millrace.server.fake.LogCapture;
import org.millrace.server.fake.TestPlugin;

class MillraceServerTest {
  /** A protocol that says what it hears, and an application of type {@code plain}. */
  private static final String ECHO =
      """
      @Override public List<ProtocolFactory> protocols() {
        return List.of(new ProtocolFactory() {
          @Override public List<ProtocolLayer> layers() { return List.of(new Echo()); }
          @Override public List<ProtocolChain> chains() {
            return List.of(ProtocolChain.of("inboundEcho", "tcp", "echo"));
          }
          @Override public List<Setting<?>> acceptorSettings() {
            return List.of(Setting.integer("loudness", 1, 1, 9, "How loud."));
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
  private Path plugins;

  @BeforeAll
  static void buildPlugin() {
    TestPlugin.of("echo", "", ECHO).build(jars.resolve("echo-1.0.0.jar"));
  }

  @BeforeEach
  void installPlugin() throws IOException {
    plugins = Files.createDirectory(folder.resolve("plugins"));
    Files.copy(jars.resolve("echo-1.0.0.jar"), plugins.resolve("echo-1.0.0.jar"));
  }

  @Test
  void servesOnAPortThatTheSystemChooses() throws IOException {
    try (MillraceServer server = MillraceServer.of(config(acceptor(0, "inboundEcho")))) {
      server.start();

      assertThat(server.services()).hasSize(1);
      Service service = server.services().get(0);
      assertThat(service.chain()).isEqualTo("inboundEcho");
      assertThat(service.layers()).containsExactly("tcp", "echo");
      assertThat(service.application()).isEqualTo("mirror");
      assertThat(echo(service.address(), "hello")).isEqualTo("hello");
    }
  }

  @Test
  void phasesComeInTheirOrder() throws IOException {
    try (LogCapture log = new LogCapture()) {
      MillraceServer server = MillraceServer.of(config(acceptor(0, "inboundEcho")));
      server.start();
      int port = server.services().get(0).address().getPort();
      server.stop();

      List<String> lines = log.lines(Level.INFO);
      assertThat(lines)
          .containsSubsequence(
              "INFO IO handlers",
              "INFO load plugins: " + plugins,
              "INFO plugin echo 1.0.0 started",
              "INFO protocol registry: [inboundEcho]",
              "INFO bind acceptors",
              "INFO applications",
              "INFO accept",
              "INFO external streams",
              "INFO services",
              "INFO stop: stop accepting",
              "INFO stop: close file sources",
              "INFO stop: drain",
              "INFO stop: finish recordings",
              "INFO stop: stop applications",
              "INFO stop: stop plugins",
              "INFO plugin echo 1.0.0 unloaded",
              "INFO stop: end threads");
      assertThat(lines)
          .contains("INFO |   c |        ip |  port |          protocol chain | application |")
          .contains(
              "INFO | tcp | 127.0.0.1 | %5d | inboundEcho = tcp, echo |      mirror |"
                  .formatted(port));
    }
  }

  @Test
  void brokenPluginDoesNotKeepTheOthersFromServing() throws IOException {
    Files.writeString(plugins.resolve("broken.jar"), "no zip");
    try (LogCapture log = new LogCapture();
        MillraceServer server = MillraceServer.of(config(acceptor(0, "inboundEcho")))) {
      server.start();

      assertThat(echo(server.services().get(0).address(), "still here")).isEqualTo("still here");
      assertThat(log.lines(Level.ERROR))
          .singleElement()
          .asString()
          .startsWith("ERROR left out: broken.jar: no readable jar");
    }
  }

  @Test
  void requiredPluginThatIsMissingKeepsTheServerFromStarting() throws IOException {
    MillraceServer server =
        MillraceServer.of(config("requiredPlugins = { \"echo\", \"rtmp\" },", ""));

    assertThatThrownBy(server::start)
        .isInstanceOf(StartException.class)
        .hasMessage("required plugin rtmp: missing (expected: its jar in " + plugins + ")");
  }

  @Test
  void requiredPluginThatFailsIsReportedWithItsReason() throws IOException {
    TestPlugin.of("needy").dependencies("nowhere").build(plugins.resolve("needy.jar"));
    MillraceServer server = MillraceServer.of(config("requiredPlugins = { \"needy\" },", ""));

    assertThatThrownBy(server::start)
        .isInstanceOf(StartException.class)
        .hasMessage("required plugin needy (needy.jar): needs plugin nowhere, which is not there");
  }

  @Test
  void unknownChainIsNamedAndItsAcceptorLeftOut() throws IOException {
    String acceptors = acceptor(0, "inboundRtmp") + acceptor(0, "inboundEcho");
    try (LogCapture log = new LogCapture();
        MillraceServer server = MillraceServer.of(config(acceptors))) {
      server.start();

      assertThat(server.services()).extracting(Service::chain).containsExactly("inboundEcho");
      assertThat(log.lines(Level.WARN))
          .anySatisfy(
              line ->
                  assertThat(line)
                      .contains("test.lua:6: applications[1].acceptors[1]", "127.0.0.1:0")
                      .contains("application mirror", "no plugin brings the chain inboundRtmp"));
    }
  }

  @Test
  void portInUseIsReportedWithTheLineOfTheConfiguration() throws IOException {
    try (ServerSocket holder = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = holder.getLocalPort();
      MillraceServer server = MillraceServer.of(config(acceptor(port, "inboundEcho")));

      assertThatThrownBy(server::start)
          .isInstanceOf(StartException.class)
          .message()
          .startsWith(
              "test.lua:6: applications[1].acceptors[1]: cannot listen on 127.0.0.1:" + port)
          .contains("inboundEcho", "application mirror")
          .doesNotContain("\n");
      assertThat(server.services()).isEmpty();
    }
  }

  @Test
  void settingsOfPluginsAreValidated() throws IOException {
    String acceptor =
        "{ ip = \"127.0.0.1\", port = 0, protocol = \"inboundEcho\", loudness = 10 },";
    MillraceServer server = MillraceServer.of(config(acceptor));

    assertThatThrownBy(server::start)
        .isInstanceOf(StartException.class)
        .hasMessage("test.lua:6: applications[1].acceptors[1].loudness: 10 (expected: 1 to 9)");
  }

  @Test
  void configurationThatCannotBeUsedGivesNoServer() throws IOException {
    Path config = config("drainTimeout = \"long\", instancesCount = 1.5,", "");

    assertThatThrownBy(() -> MillraceServer.of(config))
        .isInstanceOf(StartException.class)
        .message()
        .contains("drainTimeout", "instancesCount");
  }

  @Test
  void stopClosesConnectionsAndIsIdempotent() throws IOException {
    MillraceServer server = MillraceServer.of(config(acceptor(0, "inboundEcho")));
    server.start();
    InetSocketAddress address = server.services().get(0).address();
    try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
      socket.getOutputStream().write('x');
      assertThat(socket.getInputStream().read()).isEqualTo('x');

      server.stop();
      server.stop();

      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
    assertThat(server.services()).isEmpty();
    assertThatThrownBy(() -> new Socket(address.getAddress(), address.getPort()))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(server::start)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the server has been started before");
  }

  @Test
  void checkTakesNoPort() throws IOException {
    try (ServerSocket holder = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        LogCapture log = new LogCapture()) {
      int port = holder.getLocalPort();

      MillraceServer.of(config(acceptor(port, "inboundEcho"))).check();

      assertThat(log.lines(Level.INFO)).contains("INFO plugin echo 1.0.0 unloaded");
    }
  }

  @Test
  void checkWarnsOfApplicationsThatNoPluginBrings() throws IOException {
    Files.delete(plugins.resolve("echo-1.0.0.jar"));
    try (LogCapture log = new LogCapture()) {
      MillraceServer.of(config(acceptor(0, "inboundEcho"))).check();

      assertThat(log.lines(Level.WARN))
          .containsExactly(
              "WARN test.lua:5: applications[1]: application mirror and its acceptors are left out:"
                  + " no plugin brings the type plain (a plugin jar that does belongs into the"
                  + " plugins folder)");
    }
  }

  @Test
  void referenceHasTheSettingsOfThePlugins() throws IOException {
    String reference = MillraceServer.of(config("")).settingsReference();

    assertThat(reference)
        .startsWith("# Configuration reference")
        .endsWith(
            """
            ## plugin echo: acceptors of inboundEcho

            | Key | Type | Default | Meaning |
            |---|---|---|---|
            | `loudness` | whole number, 1 to 9 | `1` | How loud. |
            """);
  }

  private static String acceptor(int port, String chain) {
    return "{ ip = \"127.0.0.1\", port = %d, protocol = \"%s\" },".formatted(port, chain);
  }

  private Path config(String acceptors) throws IOException {
    return config("", acceptors);
  }

  /** Acceptors stand on line 6. */
  private Path config(String root, String acceptors) throws IOException {
    return Files.writeString(
        folder.resolve("test.lua"),
        """
        configuration = {
          pluginsDirectory = "plugins",
          instancesCount = 1, %s
          applications = {
            { name = "mirror", type = "plain", acceptors = {
              %s
            } },
          },
        }
        """
            .formatted(root, acceptors));
  }

  private static String echo(InetSocketAddress address, String text) throws IOException {
    try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      socket.getOutputStream().write(bytes);
      return new String(socket.getInputStream().readNBytes(bytes.length), StandardCharsets.UTF_8);
    }
  }
}
