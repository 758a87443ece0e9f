package org.millrace.server.io;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.resolver.NoopAddressResolverGroup;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Opens outbound TCP connections. Safe for use by any thread. */
final class Dialer {
  private final Bootstrap bootstrap;
  private final Executor resolver;

  /**
   * A dialer.
   *
   * @param bootstrap has options and event loops
   * @param resolver host names are looked up on it, which blocks
   */
  Dialer(Bootstrap bootstrap, Executor resolver) {
    this.bootstrap = bootstrap.resolver(NoopAddressResolverGroup.INSTANCE);
    this.resolver = resolver;
  }

  /** For the connections to come. */
  void connectTimeout(Duration timeout) {
    bootstrap.option(ChannelOption.CONNECT_TIMEOUT_MILLIS, Math.toIntExact(timeout.toMillis()));
  }

  /**
   * Opens a connection.
   *
   * @return completed on the connection's event loop, after its handlers were told that it is
   *     active
   */
  CompletionStage<Connection> dial(InetSocketAddress remote, ConnectionStarter starter) {
    CompletableFuture<Connection> result = new CompletableFuture<>();
    if (remote.isUnresolved()) {
      // Not composed of two stages: the resolver's thread might then be the one that completes it.
      resolver.execute(() -> resolve(remote, starter, result));
    } else {
      connect(remote, starter, result);
    }
    return result;
  }

  private void resolve(
      InetSocketAddress remote, ConnectionStarter starter, CompletableFuture<Connection> result) {
    try {
      connect(new InetSocketAddress(remote.getHostString(), remote.getPort()), starter, result);
    } catch (RuntimeException e) {
      result.completeExceptionally(e);
    }
  }

  private void connect(
      InetSocketAddress remote, ConnectionStarter starter, CompletableFuture<Connection> result) {
    if (remote.isUnresolved()) {
      result.completeExceptionally(failure(remote, "unknown host", null));
      return;
    }
    Initializer initializer = new Initializer(remote, starter);
    bootstrap
        .clone()
        .handler(initializer)
        .connect(remote)
        .addListener((ChannelFuture connected) -> initializer.complete(connected, result));
  }

  private static IoException failure(
      InetSocketAddress remote, String problem, @Nullable Throwable cause) {
    String host = remote.getHostString() + ":" + remote.getPort();
    return new IoException("cannot connect to " + host + ": " + problem, cause);
  }

  /** The handlers are in place before the channel connects, and so see it become active. */
  private static final class Initializer extends ChannelInitializer<Channel> {
    private final InetSocketAddress remote;
    private final ConnectionStarter starter;
    private volatile @Nullable Connection connection;

    Initializer(InetSocketAddress remote, ConnectionStarter starter) {
      this.remote = remote;
      this.starter = starter;
    }

    @Override
    protected void initChannel(Channel channel) {
      connection = starter.start(channel, remote);
    }

    /** Netty may complete the future before it tells the handlers, hence one more task. */
    void complete(ChannelFuture connected, CompletableFuture<Connection> result) {
      Connection opened = connection;
      if (connected.isSuccess() && opened != null) {
        connected.channel().eventLoop().execute(() -> result.complete(opened));
      } else {
        Throwable cause = connected.cause();
        String problem = cause == null ? "closed at once" : CloseReasons.text(cause);
        result.completeExceptionally(failure(remote, problem, cause));
      }
    }
  }
}
