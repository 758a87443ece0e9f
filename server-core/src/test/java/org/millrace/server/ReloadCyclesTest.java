package org.millrace.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.ref.WeakReference;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.logging.log4j.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.millrace.server.fake.LogCapture;
import org.millrace.server.fake.TestPlugin;

/** What many reloads of a plugin that uses everything leave behind: nothing. */
class ReloadCyclesTest {
  private static final int CYCLES = Integer.getInteger("millrace.reloadCycles", 200);

  /** Until the host's own classes and the profiles of its methods are there. */
  private static final int WARM_UP = 20;

  /** Profiles of methods go on to grow a little; one leaked copy of the plugin has 60 KB. */
  private static final long METASPACE_SLACK_BYTES = 3 << 20;

  /**
   * A protocol and an application; handlers of the kinds whose types Netty remembers; variables of
   * event loop threads; timers, listeners, a publication and a subscription that nobody closes; log
   * lines with objects of its own.
   */
  private static final String BUSY =
      """
      private static final io.netty.util.concurrent.FastThreadLocal<Object> VARIABLE =
          new io.netty.util.concurrent.FastThreadLocal<>() {
            @Override protected Object initialValue() { return new Note("initial"); }
          };
      record Note(String text) {}

      @Override public void start(PluginContext context) {
        context.scheduler().scheduleAtFixedRate(() -> {}, 0, 1, TimeUnit.MILLISECONDS);
        context.streams().addListener(new StreamListener() {});
        context.eventLoops().forEach(loop -> loop.execute(VARIABLE::get));
        context.log().info("{} {} {} {}", 1, 2, 3, new Note("started"));
        org.millrace.api.stream.StreamKey key = new StreamKey("mirror", "left-open");
        EventLoop loop = context.eventLoops().next();
        try {
          context.streams().publish(key, loop, new PublicationOwner() {
            @Override public String describe() { return "busy"; }
            @Override public void onClosed(CloseReason reason) {}
          });
        } catch (StreamBusyException e) {
          throw new IllegalStateException(e);
        }
        context.streams().subscribe(
            key, StreamRegistry.SubscribeOptions.DEFAULTS, loop, new Subscriber() {
              @Override public void onFrames(Subscription subscription) {}
              @Override public void onClosed(Subscription subscription, CloseReason reason) {}
            });
        new CompletableFuture<>().orTimeout(1, TimeUnit.MILLISECONDS).exceptionally(e -> null);
      }

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
          pipeline.addLast("echo", new EchoHandler(connection));
        }
      }

      static final class EchoHandler
          extends SimpleChannelInboundHandler<io.netty.buffer.ByteBuf> {
        private final ConnectionContext connection;
        EchoHandler(ConnectionContext connection) { this.connection = connection; }
        @Override public void channelActive(ChannelHandlerContext ctx) {
          VARIABLE.get();
          connection.log().info("{}", new Note("active"));
          connection.connect(new ConnectRequest(
              "echo", "", "", "", "", connection.remoteAddress(), Map.of()));
        }
        @Override protected void channelRead0(
            ChannelHandlerContext ctx, io.netty.buffer.ByteBuf bytes) {
          ctx.writeAndFlush(bytes.retain());
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

  @TempDir Path folder;

  @Test
  void nothingIsLeftOfReloadedPlugins() throws IOException {
    Path plugins = Files.createDirectory(folder.resolve("plugins"));
    TestPlugin.of(
            "busy",
            "requires io.netty.transport; requires io.netty.buffer; requires io.netty.common;",
            BUSY)
        .build(plugins.resolve("busy.jar"));
    Path config =
        Files.writeString(
            folder.resolve("test.lua"),
            """
            configuration = {
              pluginsDirectory = "plugins", instancesCount = 2, pluginsWatch = false,
              applications = { { name = "mirror", type = "plain", acceptors = {
                { ip = "127.0.0.1", port = 0, protocol = "inboundEcho" } } } },
            }
            """);
    List<WeakReference<ClassLoader>> loaders = new CopyOnWriteArrayList<>();
    try (LogCapture log = new LogCapture();
        MillraceServer server = MillraceServer.of(config)) {
      server.start();
      InetSocketAddress address = server.services().get(0).address();
      cycles(WARM_UP, server, address, loaders);
      awaitCollected(loaders);
      Set<String> threads = threads();
      long files = openFiles();
      long metaspace = metaspaceBytes();
      int classes = loadedClasses();

      cycles(CYCLES, server, address, loaders);

      awaitCollected(loaders);
      assertThat(threads()).isEqualTo(threads);
      assertThat(openFiles()).isLessThanOrEqualTo(files);
      assertThat(loadedClasses()).isLessThan(classes + CYCLES);
      assertThat(metaspaceBytes()).isLessThan(metaspace + METASPACE_SLACK_BYTES);
      assertThat(log.lines(Level.WARN)).isEmpty();
    }
  }

  private void cycles(
      int count,
      MillraceServer server,
      InetSocketAddress address,
      List<WeakReference<ClassLoader>> loaders)
      throws IOException {
    for (int i = 0; i < count; i++) {
      try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
        socket.setSoTimeout(10_000);
        socket.getOutputStream().write("hello".getBytes(StandardCharsets.UTF_8));
        assertThat(socket.getInputStream().readNBytes(5)).asString().isEqualTo("hello");
        loaders.add(new WeakReference<>(loaderOf("busy")));
        Thread closer = closeAtEnd(socket);
        assertThat(server.withPlugins(updater -> updater.reload("busy")).lines())
            .containsExactly("loaded again: busy 1.0.0 (busy.jar)");
        join(closer);
      }
    }
  }

  /** The plugin's module is seen through its timer's thread: its loader is the context loader. */
  private static ClassLoader loaderOf(String plugin) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("timer-" + plugin))
        .findFirst()
        .orElseThrow()
        .getContextClassLoader();
  }

  private static Thread closeAtEnd(Socket socket) {
    Thread thread =
        new Thread(
            () -> {
              try {
                socket.getInputStream().readAllBytes();
                socket.close();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    thread.start();
    return thread;
  }

  private static void join(Thread thread) {
    try {
      thread.join(10_000);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static void awaitCollected(List<WeakReference<ClassLoader>> loaders) {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> {
              System.gc();
              assertThat(loaders.stream().filter(loader -> loader.get() != null).count()).isZero();
            });
  }

  private static Set<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(Thread::isAlive)
        .map(Thread::getName)
        .filter(name -> name.startsWith("millrace") || name.startsWith("timer"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static long openFiles() throws IOException {
    Path descriptors = Path.of("/proc/self/fd");
    if (!Files.isDirectory(descriptors)) {
      return 0;
    }
    try (Stream<Path> open = Files.list(descriptors)) {
      return open.count();
    }
  }

  private static int loadedClasses() {
    return ManagementFactory.getClassLoadingMXBean().getLoadedClassCount();
  }

  private static long metaspaceBytes() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getName().equals("Metaspace"))
        .map(MemoryPoolMXBean::getUsage)
        .mapToLong(usage -> usage.getUsed())
        .sum();
  }
}
