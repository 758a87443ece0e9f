package org.millrace.server.io;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.local.LocalIoHandler;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.millrace.server.config.IoConfig;
import org.millrace.server.config.LimitsConfig;
import org.millrace.server.watchdog.FailureReports;
import org.millrace.server.watchdog.PluginCode;

/**
 * Owns all threads and sockets of the server: event loops, file threads, the timer; acceptors,
 * outbound connections and the registry of what is connected.
 *
 * <p>Its life: the constructor starts it; acceptors are made, bound, and told to accept; {@link
 * #drain} closes what is connected; {@link #close} ends the threads. These are for the thread of
 * the server's life cycle, which may wait; all else may be called by any thread.
 */
public final class IoHandlerManager implements AutoCloseable {
  private static final Logger LOG = LogManager.getLogger(IoHandlerManager.class);

  /** Look-ups of host names that may wait for their servers at the same time. */
  private static final int RESOLVER_THREADS = 4;

  /** How long a thread may be busy before it is asked to forget something. */
  private static final Duration FORGET_TIMEOUT = Duration.ofSeconds(2);

  /** How long the threads get to end what they are doing. */
  private static final Duration SHUTDOWN_TIMEOUT = Duration.ofSeconds(5);

  private final IoConfig config;
  private volatile LimitsConfig limits;
  private final Transport transport;
  private final EventLoopGroup eventLoops;
  private final EventLoopGroup fileLoops;
  private final ScheduledExecutorService scheduler;
  private final ThreadPoolExecutor resolver;
  private final Dialer dialer;
  private final ConnectionLimiter limiter;
  private final ConnectionRegistry connections;
  private final List<Acceptor> acceptors = new CopyOnWriteArrayList<>();
  private final AtomicInteger lastAcceptor = new AtomicInteger();

  /**
   * Starts the threads.
   *
   * @param config transport and numbers of threads
   * @param limits limits of connections
   * @param code knows whose tasks and handlers are whose
   * @param failures takes what they throw
   * @throws IoException if the transport that was chosen does not work here
   */
  public IoHandlerManager(
      IoConfig config, LimitsConfig limits, PluginCode code, FailureReports failures) {
    this.config = config;
    this.limits = limits;
    transport = Transport.choose(config.transport());
    Supplier<LoopTasks> tasks = () -> new LoopTasks(code, failures);
    eventLoops =
        new HostEventLoops(
            config.eventLoops(), new IoThreads("io"), transport.newHandlers(), tasks);
    fileLoops =
        new HostEventLoops(
            config.fileThreads(), new IoThreads("file"), LocalIoHandler.newFactory(), tasks);
    startThreads();
    scheduler = newScheduler();
    resolver = newResolver();
    dialer = new Dialer(newOutboundBootstrap(), resolver);
    limiter = new ConnectionLimiter(limits);
    connections = new ConnectionRegistry(limits.lingerTimeout(), code, failures);
    LOG.info(
        "transport {}, {} event loops, {} file threads",
        transport.key(),
        config.eventLoops(),
        config.fileThreads());
    OpenFileLimit.warnIfBelow(limits.maxConnections(), LOG);
    if (config.reusePort() && !spreadsAccepts()) {
      LOG.warn(
          "reusePort has no effect with {} and {} event loops",
          transport.key(),
          config.eventLoops());
    }
  }

  /**
   * Makes an acceptor of TCP connections.
   *
   * @param spec where to listen
   * @param starter called for each connection
   * @return an acceptor, not bound yet
   */
  public Acceptor tcpAcceptor(AcceptorSpec spec, ConnectionStarter starter) {
    ServerBootstrap bootstrap =
        new ServerBootstrap().group(eventLoops).channel(transport.channels().server());
    SocketOptions.apply(bootstrap, transport, config.acceptBacklog());
    int sockets = 1;
    if (spreadsAccepts()) {
      SocketOptions.reusePort(bootstrap, transport);
      sockets = config.eventLoops();
    }
    return added(new TcpAcceptor(newAcceptorId(), spec, bootstrap, sockets, starter, limiter));
  }

  /**
   * Makes an acceptor of datagrams.
   *
   * @param spec where to listen
   * @param starter called once, by {@link Acceptor#accept}; the peer is the wildcard address
   * @return an acceptor, not bound yet
   */
  public Acceptor udpAcceptor(AcceptorSpec spec, ConnectionStarter starter) {
    Bootstrap bootstrap =
        new Bootstrap().group(eventLoops).channel(transport.channels().datagram());
    SocketOptions.applyDatagram(bootstrap);
    return added(new UdpAcceptor(newAcceptorId(), spec, bootstrap, starter));
  }

  /**
   * Opens an outbound TCP connection.
   *
   * @param remote looked up off the event loops, if it is unresolved
   * @param starter called once, before the connection is open
   * @return completed on the connection's event loop when it is open and its handlers know it;
   *     exceptionally if the peer cannot be reached
   */
  public CompletionStage<Connection> connect(InetSocketAddress remote, ConnectionStarter starter) {
    return dialer.dial(remote, starter);
  }

  /**
   * The transport.
   *
   * @return what was chosen at the start
   */
  public Transport transport() {
    return transport;
  }

  /**
   * Threads for connections.
   *
   * @return the event loops
   */
  public EventLoopGroup eventLoops() {
    return eventLoops;
  }

  /**
   * Threads for work that blocks on files.
   *
   * @return event loops in form
   */
  public EventLoopGroup fileLoops() {
    return fileLoops;
  }

  /**
   * The timer.
   *
   * @return one thread; tasks must not block
   */
  public ScheduledExecutorService scheduler() {
    return scheduler;
  }

  /**
   * What is connected.
   *
   * @return all live connections
   */
  public ConnectionRegistry connections() {
    return connections;
  }

  /**
   * The limits of connections.
   *
   * @return as configured
   */
  public LimitsConfig limits() {
    return limits;
  }

  /**
   * Changes the limits, for the connections to come. What is there stays.
   *
   * @param changed the new ones
   */
  public void limits(LimitsConfig changed) {
    limits = changed;
    limiter.limits(changed);
    connections.lingerTimeout(changed.lingerTimeout());
    dialer.connectTimeout(changed.connectTimeout());
  }

  /**
   * Inbound connections that were turned away at once.
   *
   * @return the count since the start
   */
  public long refusedCount() {
    return limiter.refused();
  }

  /**
   * All acceptors.
   *
   * @return in the order of their making, without those that were removed
   */
  public List<Acceptor> acceptors() {
    return List.copyOf(acceptors);
  }

  /**
   * Stops an acceptor and forgets it.
   *
   * @param acceptor made here
   */
  public void remove(Acceptor acceptor) {
    acceptor.stop();
    acceptors.remove(acceptor);
  }

  /**
   * Ends the timers of classes, and lets go of what the threads remember of them, so that they can
   * be collected. Waits for each thread; one that is busy for long does so when it is not.
   *
   * @param gone whether a class is one of those
   */
  public void forget(Predicate<Class<?>> gone) {
    List<Future<?>> turns = new ArrayList<>();
    for (EventLoopGroup group : List.of(eventLoops, fileLoops)) {
      group.forEach(loop -> turns.add(loop.submit(() -> forget(loop, gone))));
    }
    turns.forEach(turn -> turn.awaitUninterruptibly(FORGET_TIMEOUT.toMillis()));
  }

  private static void forget(EventExecutor loop, Predicate<Class<?>> gone) {
    int cancelled = HostEventLoops.tasks(loop).cancel(gone);
    if (cancelled > 0) {
      LOG.debug("{} timers of an unloaded plugin are cancelled", cancelled);
    }
    ThreadCaches.forget(gone);
  }

  /**
   * Stops accepting, closes all connections and waits until they are closed.
   *
   * @param reason for each connection's log line
   * @param deadline after which it waits no longer
   * @return true if all are closed
   */
  public boolean drain(String reason, Duration deadline) {
    acceptors.forEach(Acceptor::stop);
    long end = System.nanoTime() + deadline.toNanos();
    connections.closeAll(connection -> true, reason);
    boolean empty = connections.awaitEmpty(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
    awaitLastWords();
    return empty;
  }

  /**
   * Waits until handlers have heard that their channels are closed. Netty tells them in a task that
   * it queues after the close has been announced, and that may come behind one that is queued here:
   * hence two turns.
   */
  public void awaitLastWords() {
    for (int turn = 0; turn < 2; turn++) {
      List<Future<?>> turns = new ArrayList<>();
      eventLoops.forEach(loop -> turns.add(loop.submit(() -> {})));
      turns.forEach(each -> each.awaitUninterruptibly(FORGET_TIMEOUT.toMillis()));
    }
  }

  /** Closes what is open without waiting for peers, and ends the threads. Idempotent. */
  @Override
  public void close() {
    acceptors.forEach(Acceptor::stop);
    connections.all().forEach(connection -> connection.noteReason("the server has stopped"));
    scheduler.shutdownNow();
    resolver.shutdownNow();
    long timeout = SHUTDOWN_TIMEOUT.toMillis();
    eventLoops.shutdownGracefully(0, timeout, TimeUnit.MILLISECONDS).awaitUninterruptibly();
    fileLoops.shutdownGracefully(0, timeout, TimeUnit.MILLISECONDS).awaitUninterruptibly();
  }

  /**
   * Else a loop's thread would begin with its first task. If that is a plugin's, the thread
   * inherits the plugin's classes (the context class loader, the access control context) for good.
   */
  private void startThreads() {
    eventLoops.forEach(loop -> loop.execute(() -> {}));
    fileLoops.forEach(loop -> loop.execute(() -> {}));
  }

  private boolean spreadsAccepts() {
    return config.reusePort() && config.eventLoops() > 1 && transport.isLinuxNative();
  }

  private String newAcceptorId() {
    return "a" + lastAcceptor.incrementAndGet();
  }

  private Acceptor added(Acceptor acceptor) {
    acceptors.add(acceptor);
    return acceptor;
  }

  private Bootstrap newOutboundBootstrap() {
    Bootstrap bootstrap = new Bootstrap().group(eventLoops).channel(transport.channels().socket());
    SocketOptions.apply(bootstrap, transport, limits.connectTimeout());
    return bootstrap;
  }

  private static ScheduledExecutorService newScheduler() {
    ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, new IoThreads("timer"));
    // A cancelled task would else be held, with the plugin that it came from, until it is due.
    timer.setRemoveOnCancelPolicy(true);
    return timer;
  }

  private static ThreadPoolExecutor newResolver() {
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            RESOLVER_THREADS,
            RESOLVER_THREADS,
            30,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            new IoThreads("dns"));
    threads.allowCoreThreadTimeOut(true);
    return threads;
  }
}
