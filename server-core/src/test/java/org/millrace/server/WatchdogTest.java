package org.millrace.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.logging.log4j.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.millrace.server.fake.LogCapture;
import org.millrace.server.fake.TestPlugin;

/** Plugins that do what they should not are called by their names, and the rest goes on. */
class WatchdogTest {
  private static final Duration SOON = Duration.ofSeconds(20);

  /** Does what the peer asks for: one letter, one misdeed. */
  private static final String ROGUE =
      """
      static volatile int ticks;
      private Thread left;

      @Override public void start(PluginContext context) {
        left = new Thread(() -> {
          try {
            TimeUnit.MINUTES.sleep(1);
          } catch (InterruptedException e) {
            return;
          }
        }, "left-behind");
        left.setDaemon(true);
        left.start();
        context.eventLoops().next().scheduleAtFixedRate(
            () -> System.setProperty("rogue.ticks", "" + ++ticks), 1, 1, TimeUnit.MILLISECONDS);
      }

      @Override public List<ProtocolFactory> protocols() {
        return List.of(new ProtocolFactory() {
          @Override public List<ProtocolLayer> layers() { return List.of(new Misdeeds()); }
          @Override public List<ProtocolChain> chains() {
            return List.of(ProtocolChain.of("inboundRogue", "tcp", "misdeeds"));
          }
        });
      }

      static final class Misdeeds implements ProtocolLayer {
        @Override public String name() { return "misdeeds"; }
        @Override public void addTo(ChannelPipeline pipeline, ConnectionContext connection) {
          pipeline.addLast("misdeeds", new Handler());
        }
      }

      static final class Handler extends SimpleChannelInboundHandler<io.netty.buffer.ByteBuf> {
        @Override protected void channelRead0(
            ChannelHandlerContext ctx, io.netty.buffer.ByteBuf bytes) throws Exception {
          switch (bytes.readByte()) {
            case 'b' -> TimeUnit.MILLISECONDS.sleep(1_500);
            case 't' -> ctx.executor().execute(() -> { throw new IllegalStateException("task"); });
            case 'x' -> throw new IllegalStateException("handler");
            default -> { }
          }
          ctx.writeAndFlush(io.netty.buffer.Unpooled.copiedBuffer(new byte[] {'k'}));
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
  private Path jar;
  private MillraceServer server;
  private LogCapture log;

  @BeforeAll
  static void buildPlugin() {
    TestPlugin.of(
            "rogue",
            "requires io.netty.transport; requires io.netty.buffer; requires io.netty.common;",
            ROGUE)
        .build(jars.resolve("rogue.jar"));
  }

  @BeforeEach
  void start() throws IOException {
    Path plugins = Files.createDirectory(folder.resolve("plugins"));
    jar = Files.copy(jars.resolve("rogue.jar"), plugins.resolve("rogue.jar"));
    Path config =
        Files.writeString(
            folder.resolve("test.lua"),
            """
            configuration = {
              pluginsDirectory = "plugins", instancesCount = 1, pluginsWatch = false,
              limits = { loopBlockLimit = 0.3 },
              applications = { { name = "mirror", type = "plain", acceptors = {
                { ip = "127.0.0.1", port = 0, protocol = "inboundRogue" } } } },
            }
            """);
    log = new LogCapture();
    server = MillraceServer.of(config);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop();
    log.close();
  }

  @Test
  void blockedEventLoopIsReportedWithThePluginAndItsStack() throws IOException {
    assertThat(ask("b")).isEqualTo('k');

    assertThat(errors("plugin rogue blocks event loop millrace-io-1 for"))
        .anySatisfy(line -> assertThat(line).contains("rogue/rogue.Entry$Handler.channelRead0"));
    await().atMost(SOON).until(() -> lines("answers again after", "blocked by plugin rogue") == 1);
  }

  @Test
  void pluginThatThrowsIsNamedAndTheServerGoesOn() throws IOException {
    for (int i = 0; i < 10; i++) {
      assertThat(ask("x")).isEqualTo(-1);
    }

    assertThat(ask("fine")).isEqualTo('k');
    assertThat(errors("plugin rogue: a handler of this connection fails")).hasSize(3);
    server.stop();
    assertThat(log.lines(Level.INFO))
        .filteredOn(line -> line.contains("closed: internal error"))
        .hasSize(10);
  }

  @Test
  void taskThatThrowsIsReportedWithItsPlugin() throws IOException {
    assertThat(ask("t")).isEqualTo('k');

    await().atMost(SOON).until(() -> !errors("plugin rogue: task on an event loop").isEmpty());
  }

  @Test
  void whatAnUnloadedPluginLeavesBehindIsEndedOrNamed() {
    await().atMost(SOON).until(() -> Integer.getInteger("rogue.ticks", 0) > 5);

    server.withPlugins(updater -> updater.unload("rogue", false));

    String ticks = System.getProperty("rogue.ticks");
    await()
        .atMost(SOON)
        .until(
            () -> lines("rogue 1.0.0 was unloaded and left a thread running", "left-behind") == 1);
    assertThat(System.getProperty("rogue.ticks")).isEqualTo(ticks);
  }

  private List<String> errors(String start) {
    return log.lines(Level.ERROR).stream().filter(line -> line.contains(start)).toList();
  }

  private long lines(String... parts) {
    return log.lines(Level.WARN).stream()
        .filter(line -> List.of(parts).stream().allMatch(line::contains))
        .count();
  }

  private int ask(String what) throws IOException {
    InetSocketAddress address = server.services().get(0).address();
    try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(what.getBytes(StandardCharsets.US_ASCII));
      return socket.getInputStream().read();
    }
  }
}
