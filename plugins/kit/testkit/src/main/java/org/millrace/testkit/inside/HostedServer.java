package org.millrace.testkit.inside;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.local.LocalIoHandler;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.millrace.api.media.MediaFrame;
import org.millrace.api.stream.CloseReason;
import org.millrace.api.stream.FrameConsumer;
import org.millrace.api.stream.StreamKey;
import org.millrace.api.stream.StreamRegistry.SubscribeOptions;
import org.millrace.api.stream.Subscription;
import org.millrace.server.MillraceServer;
import org.millrace.server.Service;

/**
 * One server, for the other side of the layer: its public methods have parameters and results of
 * types of the JDK alone.
 */
public final class HostedServer {
  private final ClassLoader mark;
  private final MillraceServer server;
  private final EventLoopGroup watching =
      new MultiThreadIoEventLoopGroup(1, LocalIoHandler.newFactory());

  private HostedServer(ClassLoader mark, MillraceServer server) {
    this.mark = mark;
    this.server = server;
  }

  /**
   * Sets up what all servers of the layer share. To be called before anything of Netty or Log4j is
   * used in the layer.
   */
  public static void prepare() {
    OpenBuffers.install();
    LogTap.install();
  }

  /**
   * Starts a server. All of its threads inherit the context class loader of the calling thread;
   * that is how its log lines and buffers are known.
   *
   * @param configuration the Lua file
   * @param log gets its log lines, of the level debug and above
   * @return the running server
   */
  public static HostedServer start(Path configuration, Consumer<String> log) {
    ClassLoader mark = Thread.currentThread().getContextClassLoader();
    LogTap.direct(mark, log);
    try {
      HostedServer hosted = new HostedServer(mark, MillraceServer.of(configuration));
      hosted.server.start();
      return hosted;
    } catch (RuntimeException | Error e) {
      LogTap.end(mark);
      throw e;
    }
  }

  /**
   * What it listens on.
   *
   * @return carrier, ip, port, chain and application of each
   */
  public List<Object[]> services() {
    return server.services().stream().map(HostedServer::describe).toList();
  }

  private static Object[] describe(Service service) {
    InetSocketAddress address = service.address();
    return new Object[] {service.carrier(), address, service.chain(), service.application()};
  }

  /**
   * Watches a stream from its next key frame on, or waits for it.
   *
   * @param application the application
   * @param stream the stream's name
   * @param frames gets kind, codec, dts and pts (ticks), flags and payload of each frame
   * @param end gets the reason if the server ends it
   * @return ends it
   */
  public AutoCloseable watch(
      String application, String stream, Consumer<Object[]> frames, Consumer<String> end) {
    EventLoop loop = watching.next();
    Subscription subscription =
        server
            .streams()
            .subscribe(
                new StreamKey(application, stream),
                SubscribeOptions.DEFAULTS,
                loop,
                new Watcher(frames, end).asSubscriber());
    return subscription::close;
  }

  /** Copies frames. */
  private record Watcher(Consumer<Object[]> frames, Consumer<String> end) implements FrameConsumer {
    @Override
    public void accept(MediaFrame frame) {
      byte[] payload = new byte[frame.size()];
      frame.payload().getBytes(frame.payload().readerIndex(), payload);
      frames.accept(
          new Object[] {
            frame.kind().name(),
            frame.track().codec().id(),
            frame.dts(),
            frame.pts(),
            frame.flags(),
            payload
          });
    }

    @Override
    public void closed(CloseReason reason) {
      end.accept(reason.name());
    }
  }

  /** Stops it, as a signal would. Idempotent. */
  public void stop() {
    server.stop();
    watching.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    LogTap.end(mark);
  }

  /**
   * Buffers that threads of this server have taken and nobody has released.
   *
   * @return where each was taken; forgotten by this call
   */
  public List<String> openBuffers() {
    return OpenBuffers.takenBy(mark);
  }
}
