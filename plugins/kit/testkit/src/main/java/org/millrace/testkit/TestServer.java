package org.millrace.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.millrace.api.media.MediaKind;
import org.millrace.api.media.MediaTime;
import org.millrace.doubles.FrameRecorder;
import org.millrace.doubles.RecordedFrame;
import org.millrace.testkit.rtmp.RtmpPeer;

/**
 * A server that runs inside the test's JVM, in a layer of its own. Closing it stops it and fails if
 * it leaves buffers or threads behind.
 */
public final class TestServer implements AutoCloseable {
  private static final String RTMP = "inboundRtmp";
  private static final AtomicInteger COUNT = new AtomicInteger();

  /** A start reads the system property {@code millrace.home}. */
  private static final Object START = new Object();

  private final TemporaryFolder home;
  private final ClassLoader mark;
  private final ServerLog log;
  private final HostDoor door;
  private final List<Listener> listeners;
  private final List<AutoCloseable> watches = new ArrayList<>();
  private boolean stopped;

  private record Listener(
      String carrier, InetSocketAddress address, String chain, String application) {}

  private TestServer(TemporaryFolder home, ClassLoader mark, ServerLog log, HostDoor door) {
    this.home = home;
    this.mark = mark;
    this.log = log;
    this.door = door;
    this.listeners =
        door.services().stream()
            .map(
                it ->
                    new Listener(
                        (String) it[0], (InetSocketAddress) it[1], (String) it[2], (String) it[3]))
            .toList();
  }

  static TestServer start(ServerSetup setup) {
    TemporaryFolder home = TemporaryFolder.make();
    ServerLog log = new ServerLog();
    HostLayer layer = HostLayer.shared();
    ClassLoader mark = layer.mark("test-server-" + COUNT.incrementAndGet());
    try {
      Path configuration = setup.install(home.path());
      return new TestServer(
          home, mark, log, startIn(home.path(), () -> layer.start(mark, configuration, log::add)));
    } catch (IOException e) {
      home.delete();
      throw new UncheckedIOException(e);
    } catch (RuntimeException | Error e) {
      home.delete();
      log.attachTo(e);
      throw e;
    }
  }

  private static HostDoor startIn(Path home, Supplier<HostDoor> start) {
    synchronized (START) {
      String before = System.setProperty("millrace.home", home.toString());
      try {
        return start.get();
      } finally {
        if (before == null) {
          System.clearProperty("millrace.home");
        } else {
          System.setProperty("millrace.home", before);
        }
      }
    }
  }

  /**
   * Where it listens.
   *
   * @param chain the chain of protocols, such as {@code inboundRtmp}
   * @return the first acceptor's address with that chain
   * @throws AssertionError if there is none
   */
  public InetSocketAddress address(String chain) {
    return listeners.stream()
        .filter(it -> it.chain().equals(chain))
        .findFirst()
        .map(Listener::address)
        .orElseThrow(() -> new AssertionError("no acceptor of " + chain + ": " + listeners));
  }

  /**
   * Where an application listens.
   *
   * @param chain the chain of protocols
   * @param application the application that the acceptor belongs to
   * @return the first such acceptor's address
   * @throws AssertionError if there is none
   */
  public InetSocketAddress address(String chain, String application) {
    return listeners.stream()
        .filter(it -> it.chain().equals(chain) && it.application().equals(application))
        .findFirst()
        .map(Listener::address)
        .orElseThrow(
            () ->
                new AssertionError(
                    "no acceptor of " + chain + " for " + application + ": " + listeners));
  }

  /**
   * The address of a stream, for any client.
   *
   * @param application the application's name
   * @param stream the stream's name, with its query
   * @return such as {@code rtmp://127.0.0.1:40001/live/demo}
   */
  public String uri(String application, String stream) {
    InetSocketAddress address = address(RTMP);
    return "rtmp://%s:%d/%s/%s"
        .formatted(address.getHostString(), address.getPort(), application, stream);
  }

  /**
   * Connects to an application by RTMP. Waits.
   *
   * @param application its name, with a query if there is to be one
   * @return the client, to be closed
   * @throws org.millrace.rtmp.client.RtmpClientException if it is refused
   */
  public RtmpPeer connect(String application) {
    return RtmpPeer.connect(address(RTMP), application);
  }

  /**
   * Records what a stream brings, at the server itself: whichever protocol it came by, and none in
   * between. Begins with the next key frame, or waits for a publisher.
   *
   * @param application the application's name
   * @param stream the stream's name
   * @return records until the server stops
   */
  public FrameRecorder watch(String application, String stream) {
    FrameRecorder recorder = new FrameRecorder();
    AutoCloseable watch =
        door.watch(application, stream, frame -> recorder.add(frame(frame)), recorder::end);
    synchronized (watches) {
      watches.add(watch);
    }
    return recorder;
  }

  private static RecordedFrame frame(Object[] parts) {
    return new RecordedFrame(
        MediaKind.valueOf((String) parts[0]),
        (String) parts[1],
        MediaTime.toMillis((long) parts[2]),
        MediaTime.toMillis((long) parts[3]),
        (int) parts[4],
        HexFormat.of().formatHex((byte[]) parts[5]));
  }

  /**
   * What the server has logged.
   *
   * @return never null
   */
  public ServerLog log() {
    return log;
  }

  /**
   * The server's folder: {@code plugins} is in it, and is watched; a configuration that was given
   * as text is in it, and so relative paths are relative to it.
   *
   * @return deleted when the server is closed
   */
  public Path folder() {
    return home.path();
  }

  /** Stops it, as a signal would: drains, stops plugins. Idempotent. Waits. */
  public synchronized void stop() {
    if (!stopped) {
      stopped = true;
      door.stop();
    }
  }

  /**
   * Stops it, and looks at what it leaves behind. Waits up to 5 s for threads to end.
   *
   * @throws AssertionError if there are buffers that nobody has released, or threads
   */
  @Override
  public void close() {
    stop();
    List<String> left = new ArrayList<>();
    new LeftThreads(mark).describe().forEach(it -> left.add("thread left running: " + it));
    door.openBuffers().forEach(it -> left.add("buffer not released, taken " + it));
    home.delete();
    if (!left.isEmpty()) {
      throw new AssertionError(
          left.stream().collect(Collectors.joining("\n", "the server leaves behind:\n", "")));
    }
  }
}
