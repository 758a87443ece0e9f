package org.millrace.server.io;

import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.millrace.api.server.ConnectionInfo;
import org.millrace.api.server.ServerEvent;
import org.millrace.server.watchdog.FailureReports;
import org.millrace.server.watchdog.PluginCode;

/**
 * All live connections. Writes one "opened" and one "closed" line for each. Safe for use by any
 * thread.
 */
public final class ConnectionRegistry {
  static final Logger LOG = LogManager.getLogger("org.millrace.connection");

  private final ConcurrentMap<String, Connection> connections = new ConcurrentHashMap<>();
  private final AtomicLong lastNumber = new AtomicLong();
  private final AtomicLong opened = new AtomicLong();

  /** Held when a connection closes and when bytes are summed, so that the sums never shrink. */
  private final Object sums = new Object();

  private long closedBytesIn;
  private long closedBytesOut;
  private volatile Duration lingerTimeout;
  private volatile Consumer<ServerEvent> events = event -> {};
  private final PluginCode code;
  private final FailureReports failures;

  /**
   * An empty registry.
   *
   * @param lingerTimeout how long a connection that is being closed may take to send what was
   *     written
   * @param code knows whose handler has failed
   * @param failures takes what plugins' handlers throw
   */
  public ConnectionRegistry(Duration lingerTimeout, PluginCode code, FailureReports failures) {
    this.lingerTimeout = lingerTimeout;
    this.code = code;
    this.failures = failures;
  }

  /**
   * Makes a connection. It is in the registry when its channel has become active.
   *
   * @param channel the peer's channel
   * @param remote the peer
   * @param origin where it comes from
   * @param spoken what it speaks
   * @return a connection with an id of its own
   */
  public Connection create(
      Channel channel, InetSocketAddress remote, ConnectionOrigin origin, Spoken spoken) {
    return new Connection(this, lastNumber.incrementAndGet(), channel, remote, origin, spoken);
  }

  void opened(Connection connection) {
    connections.put(connection.id(), connection);
    opened.incrementAndGet();
    connection
        .log()
        .info(
            "opened: {}, {} to {}, application {}",
            connection.chain(),
            Addresses.text(connection.remoteAddress()),
            Addresses.text(connection.localAddress()),
            connection.origin().application());
    events.accept(new ServerEvent.ConnectionOpened(Instant.now(), connection.describe()));
    connection.channel().closeFuture().addListener(future -> closed(connection));
  }

  /**
   * Says who is told of connections from now on.
   *
   * @param listener called on their event loops
   */
  public void tell(Consumer<ServerEvent> listener) {
    events = listener;
  }

  private void closed(Connection connection) {
    synchronized (sums) {
      connections.remove(connection.id());
      closedBytesIn += connection.bytesIn();
      closedBytesOut += connection.bytesOut();
    }
    connection
        .log()
        .info(
            "closed: {}, {} s, {} bytes in, {} bytes out",
            connection.closeReason(),
            String.format(Locale.ROOT, "%.3f", connection.age().toNanos() / 1e9),
            connection.bytesIn(),
            connection.bytesOut());
    events.accept(
        new ServerEvent.ConnectionClosed(
            Instant.now(), connection.describe(), connection.closeReason()));
  }

  /**
   * Finds a connection.
   *
   * @param id such as {@code c17}
   * @return empty if it is closed, or never was
   */
  public Optional<Connection> find(String id) {
    return Optional.ofNullable(connections.get(id));
  }

  /**
   * How many connections are open.
   *
   * @return the number now
   */
  public int size() {
    return connections.size();
  }

  /**
   * How many connections have been opened since the start.
   *
   * @return the count
   */
  public long openedCount() {
    return opened.get();
  }

  /**
   * Bytes of all connections, those that are closed included.
   *
   * @param in from the peers
   * @param out to the peers
   */
  public record Traffic(long in, long out) {}

  /**
   * Adds up what all connections have brought and taken.
   *
   * @return the sums since the start
   */
  public Traffic traffic() {
    synchronized (sums) {
      long in = closedBytesIn;
      long out = closedBytesOut;
      for (Connection connection : connections.values()) {
        in += connection.bytesIn();
        out += connection.bytesOut();
      }
      return new Traffic(in, out);
    }
  }

  /**
   * Lists what is open.
   *
   * @return in the order of opening
   */
  public List<Connection> all() {
    return connections.values().stream()
        .sorted(Comparator.comparingLong(Connection::number))
        .toList();
  }

  /**
   * Looks at each connection that is open, in no order.
   *
   * @param visitor is called here and now
   */
  public void forEach(Consumer<Connection> visitor) {
    connections.values().forEach(visitor);
  }

  /**
   * Figures of what is open.
   *
   * @return in the order of opening
   */
  public List<ConnectionInfo> snapshot() {
    return all().stream().map(Connection::describe).toList();
  }

  /**
   * Closes connections.
   *
   * @param which those to close
   * @param reason for the log
   * @return those that were not closed yet
   */
  public List<Connection> closeAll(Predicate<Connection> which, String reason) {
    List<Connection> chosen = connections.values().stream().filter(which).toList();
    chosen.forEach(connection -> connection.close(reason));
    return chosen;
  }

  /**
   * Waits until connections are closed.
   *
   * @param open what {@link #closeAll} gave
   * @param timeout after which it waits no longer
   * @return true if all are closed
   */
  public boolean awaitClosed(List<Connection> open, Duration timeout) {
    CountDownLatch left = new CountDownLatch(open.size());
    // Called after this registry's own listener, which was added before.
    open.forEach(c -> c.channel().closeFuture().addListener(closed -> left.countDown()));
    try {
      return left.await(timeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /**
   * Waits until nothing is open.
   *
   * @param timeout after which it waits no longer
   * @return true if nothing is open
   */
  boolean awaitEmpty(Duration timeout) {
    return awaitClosed(all(), timeout) && connections.isEmpty();
  }

  /** Tells of a failure that is nobody's fault but the code's. */
  void reportBug(Logger log, Throwable cause) {
    code.ownerOf(cause)
        .ifPresentOrElse(
            plugin ->
                failures.report(log, "plugin " + plugin, "a handler of this connection", cause),
            () -> log.error("internal error, closing", cause));
  }

  void lingerTimeout(Duration timeout) {
    lingerTimeout = timeout;
  }

  Duration lingerTimeout() {
    return lingerTimeout;
  }
}
