package org.millrace.server.io;

import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Listens on one address: {@link #bind} takes the port, {@link #accept} begins to let peers in,
 * {@link #suspend} lets them wait while what they are to speak is exchanged, {@link #stop} gives
 * the port back. These are called by one thread at a time, which waits for what they do; all else
 * may be called by any thread.
 */
public abstract sealed class Acceptor permits TcpAcceptor, UdpAcceptor {
  private final String id;
  private final AcceptorSpec spec;
  private final AtomicLong accepted = new AtomicLong();
  private final AtomicLong dropped = new AtomicLong();
  private volatile ConnectionStarter starter;
  private volatile boolean enabled = true;
  private volatile boolean accepting;

  Acceptor(String id, AcceptorSpec spec, ConnectionStarter starter) {
    this.id = id;
    this.spec = spec;
    this.starter = starter;
  }

  /**
   * Takes the port. Connections that come before {@link #accept} wait.
   *
   * @throws IoException if the port cannot be had; names address, application and configuration
   */
  public abstract void bind();

  /** Begins to let peers in, or goes on to; those first that have waited. */
  public abstract void accept();

  /**
   * Lets nobody in until {@link #accept} is called again. Peers that come meanwhile wait, as they
   * do before the first one; the port stays taken.
   */
  public abstract void suspend();

  /** Gives the port back. Connections that were accepted stay. Idempotent. */
  public abstract void stop();

  /**
   * Exchanges what the connections to come are to speak. While the acceptor is suspended, or has
   * not accepted yet; one of the same carrier.
   *
   * @param newStarter starts them
   */
  public void exchange(ConnectionStarter newStarter) {
    starter = newStarter;
  }

  /**
   * Whether peers do not wait.
   *
   * @return true between {@link #accept} and {@link #suspend}
   */
  public boolean isAccepting() {
    return accepting;
  }

  void accepting(boolean whether) {
    accepting = whether;
  }

  ConnectionStarter starter() {
    return starter;
  }

  /**
   * Where it listens.
   *
   * @return with the port that the system has chosen, if it was 0
   * @throws IllegalStateException if it is not bound
   */
  public abstract InetSocketAddress boundAddress();

  /**
   * Its identity.
   *
   * @return such as {@code a1}
   */
  public String id() {
    return id;
  }

  /**
   * What it was made from.
   *
   * @return never null
   */
  public AcceptorSpec spec() {
    return spec;
  }

  /**
   * Connections let in.
   *
   * @return the count since the start
   */
  public long acceptedCount() {
    return accepted.get();
  }

  /**
   * Connections closed at once, because of a limit or because the acceptor is disabled.
   *
   * @return the count since the start
   */
  public long droppedCount() {
    return dropped.get();
  }

  /**
   * Whether peers are let in.
   *
   * @return true unless {@link #enable} said otherwise
   */
  public boolean isEnabled() {
    return enabled;
  }

  /**
   * Lets peers in or not; while not, new connections are closed at once.
   *
   * @param whether true to let them in
   */
  public void enable(boolean whether) {
    enabled = whether;
  }

  void countAccepted() {
    accepted.incrementAndGet();
  }

  void countDropped() {
    dropped.incrementAndGet();
  }

  IoException bindFailure(Throwable cause) {
    String problem = CloseReasons.text(cause);
    String advice =
        problem.contains("Permission denied")
            ? " (ports below 1024 need root or CAP_NET_BIND_SERVICE)"
            : "";
    return new IoException(
        spec.location() + ": cannot listen on " + spec + ": " + problem + advice, cause);
  }

  @Override
  public String toString() {
    return id + " " + spec;
  }
}
