package org.millrace.server.io;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.EventLoop;
import io.netty.handler.ssl.SslHandler;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;
import org.millrace.api.application.Client;
import org.millrace.api.application.ConnectRequest;
import org.millrace.api.application.Refusal;
import org.millrace.api.application.RefusedException;
import org.millrace.api.config.ConfigNode;
import org.millrace.api.protocol.ConnectionContext;
import org.millrace.api.server.ConnectionInfo;
import org.millrace.server.logging.ConnectionLogger;

/**
 * One peer, inbound or outbound; for datagrams, one socket. Made by {@link
 * ConnectionRegistry#create}; in the registry, and in the log, from the moment it is open until it
 * is closed.
 *
 * <p>All methods but {@link #connect} may be called by any thread.
 */
public final class Connection implements ConnectionContext {
  private final ConnectionRegistry registry;
  private final long number;
  private final Channel channel;
  private final InetSocketAddress remote;
  private final ConnectionOrigin origin;
  private final Logger log;
  private final WireHandler wire = new WireHandler(this);
  private final AtomicReference<@Nullable String> closeReason = new AtomicReference<>();
  private final AtomicBoolean bugReported = new AtomicBoolean();
  private volatile Spoken spoken;
  private volatile long openedNanos;
  private boolean opened;

  Connection(
      ConnectionRegistry registry,
      long number,
      Channel channel,
      InetSocketAddress remote,
      ConnectionOrigin origin,
      Spoken spoken) {
    this.registry = registry;
    this.number = number;
    this.channel = channel;
    this.remote = remote;
    this.origin = origin;
    this.spoken = spoken;
    this.log = ConnectionLogger.of(ConnectionRegistry.LOG, id());
  }

  @Override
  public String id() {
    return "c" + number;
  }

  @Override
  public Channel channel() {
    return channel;
  }

  @Override
  public Logger log() {
    return log;
  }

  @Override
  public InetSocketAddress remoteAddress() {
    return remote;
  }

  /** For an outbound connection that is not open yet, the wildcard address and port 0. */
  @Override
  public InetSocketAddress localAddress() {
    return channel.localAddress() instanceof InetSocketAddress address
        ? address
        : new InetSocketAddress(0);
  }

  @Override
  public String chain() {
    return spoken.chain();
  }

  @Override
  public boolean isSecure() {
    return channel.pipeline().get(SslHandler.class) != null;
  }

  @Override
  public ConfigNode.Table settings() {
    return origin.settings();
  }

  /**
   * Where the connection comes from.
   *
   * @return the acceptor's part of it
   */
  public ConnectionOrigin origin() {
    return origin;
  }

  /**
   * Bytes that came from the peer, on the wire.
   *
   * @return the count up to now
   */
  public long bytesIn() {
    return wire.bytesIn();
  }

  /**
   * Bytes written for the peer, on the wire; up to a socket's queue of them may not be sent yet.
   *
   * @return the count up to now
   */
  public long bytesOut() {
    return wire.bytesOut();
  }

  /**
   * How long the connection has been open.
   *
   * @return zero before
   */
  public Duration age() {
    long since = openedNanos;
    return since == 0 ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - since);
  }

  /**
   * What it is at this moment.
   *
   * @return a snapshot
   */
  public ConnectionInfo describe() {
    return new ConnectionInfo(
        id(),
        chain(),
        origin.application(),
        remote,
        localAddress(),
        isSecure(),
        Instant.now().minus(age()),
        bytesIn(),
        bytesOut());
  }

  /**
   * The handler that must be the first of the pipeline.
   *
   * @return this connection's own
   */
  public ChannelHandler firstHandler() {
    return wire;
  }

  /**
   * A handler that must be the last of the pipeline.
   *
   * @return a new one
   */
  public ChannelHandler newLastHandler() {
    return new TailHandler(this);
  }

  /**
   * Says which of the acceptor's chains the peer speaks.
   *
   * @param recognised the chain
   */
  public void recognised(Spoken recognised) {
    spoken = recognised;
    log.debug("speaks {}", recognised.chain());
  }

  /**
   * The plugins whose handlers it has, or may get.
   *
   * @return their ids
   */
  public Set<String> plugins() {
    return spoken.plugins();
  }

  @Override
  public CompletionStage<Client> connect(ConnectRequest request) {
    CompletableFuture<Client> answer = new CompletableFuture<>();
    try {
      origin
          .connectHandler()
          .connect(this, origin.application(), request)
          .whenComplete((client, failure) -> onLoop(() -> complete(answer, client, failure)));
    } catch (RuntimeException e) {
      log.error("connect to application {} failed", request.application(), e);
      answer.completeExceptionally(
          new RefusedException(Refusal.FAILED, CloseReasons.INTERNAL_ERROR));
    }
    return answer;
  }

  private static void complete(
      CompletableFuture<Client> answer, @Nullable Client client, @Nullable Throwable failure) {
    if (failure == null) {
      answer.complete(client);
    } else {
      // A stage that depends on the one that failed wraps what that one failed with.
      Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
      answer.completeExceptionally(cause == null ? failure : cause);
    }
  }

  @Override
  public void close(String reason) {
    noteReason(reason);
    onLoop(() -> wire.finish(registry.lingerTimeout()));
  }

  /**
   * Ends the connection because of an exception: with one line for a peer's fault or the network's,
   * as an error with its stack for anything else.
   *
   * @param cause what nobody has caught
   */
  public void fail(Throwable cause) {
    close(CloseReasons.ofPeer(cause).orElseGet(() -> reportBug(cause)));
  }

  /** Once: a decoder that has failed is asked again, by Netty, when the channel closes. */
  private String reportBug(Throwable cause) {
    if (bugReported.compareAndSet(false, true)) {
      registry.reportBug(log, cause);
    } else {
      log.debug("internal error once more", cause);
    }
    return CloseReasons.INTERNAL_ERROR;
  }

  /**
   * Notes why the connection ends, or will end soon, without ending it. The first reason counts.
   *
   * @param reason for people
   */
  public void noteReason(String reason) {
    closeReason.compareAndSet(null, CloseReasons.oneLine(reason));
  }

  /**
   * Notes why the connection ends, if the peer or the network is the cause.
   *
   * @param cause what went wrong; a bug is not noted: it is still to be reported
   */
  public void noteFailure(Throwable cause) {
    CloseReasons.ofPeer(cause).ifPresent(this::noteReason);
  }

  /** Why it ended; what has no other reason ended because the peer closed it. */
  String closeReason() {
    String reason = closeReason.get();
    return reason == null ? CloseReasons.PEER_CLOSED : reason;
  }

  /** The channel is open; on the event loop, and counted once. */
  void opened() {
    if (!opened) {
      opened = true;
      openedNanos = System.nanoTime();
      registry.opened(this);
    }
  }

  /** The number in the id. */
  long number() {
    return number;
  }

  private void onLoop(Runnable task) {
    EventLoop loop = channel.eventLoop();
    if (loop.inEventLoop()) {
      task.run();
      return;
    }
    try {
      loop.execute(task);
    } catch (RejectedExecutionException e) {
      log.debug("the event loop has ended, and all connections with it");
    }
  }

  @Override
  public String toString() {
    return id() + " " + remote;
  }
}
