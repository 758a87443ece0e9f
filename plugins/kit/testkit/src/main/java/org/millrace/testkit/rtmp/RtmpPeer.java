package org.millrace.testkit.rtmp;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.millrace.doubles.Settings;
import org.millrace.flv.amf.AmfValue;
import org.millrace.flv.amf.AmfValues;
import org.millrace.rtmp.client.RtmpClient;
import org.millrace.rtmp.client.RtmpDialer;
import org.millrace.rtmp.client.RtmpUri;

/**
 * A client that is connected to an application. What the server refuses is thrown as {@link
 * org.millrace.rtmp.client.RtmpClientException}, whose status says why.
 */
public final class RtmpPeer implements AutoCloseable {
  private static final int SECONDS = 10;

  private final EventLoopGroup loops;
  private final RtmpClient client;

  private RtmpPeer(EventLoopGroup loops, RtmpClient client) {
    this.loops = loops;
    this.client = client;
  }

  /**
   * Connects, shakes hands and sends {@code connect}. Waits.
   *
   * @param server where
   * @param application its name, with a query if there is to be one
   * @return the client
   * @throws org.millrace.rtmp.client.RtmpClientException if the server refuses, or breaks the
   *     protocol
   */
  public static RtmpPeer connect(InetSocketAddress server, String application) {
    EventLoopGroup loops =
        new MultiThreadIoEventLoopGroup(
            1, new DefaultThreadFactory("rtmp-peer", true), NioIoHandler.newFactory());
    RtmpUri uri = new RtmpUri(false, server.getHostString(), server.getPort(), application, "");
    try {
      RtmpDialer dialer = new RtmpDialer(new SocketConnector(loops), "test", Settings.NONE);
      return new RtmpPeer(loops, await("connect", dialer.connect(uri)));
    } catch (RuntimeException | Error e) {
      end(loops);
      throw e;
    }
  }

  /**
   * Calls a command of the application. Waits.
   *
   * @param command its name
   * @param arguments strings, numbers, booleans, lists, maps or null
   * @return the answer, of the same types; numbers are doubles
   * @throws org.millrace.rtmp.client.RtmpClientException if the server answers with an error
   */
  public @Nullable Object call(String command, @Nullable Object... arguments) {
    AmfValue[] values = Arrays.stream(arguments).map(AmfValues::of).toArray(AmfValue[]::new);
    return AmfValues.toJava(await(command, () -> client.call(command, values)));
  }

  /**
   * Publishes a live stream. Waits until the server has agreed.
   *
   * @param name the stream's name, with its query
   * @return takes frames
   * @throws org.millrace.rtmp.client.RtmpClientException if it is refused
   */
  public PublishedStream publish(String name) {
    StreamEvents events = new StreamEvents();
    return new PublishedStream(await("publish", () -> client.publish(name, events)), events);
  }

  /**
   * Plays a stream. Waits until the server has agreed.
   *
   * @param name the stream's name, with its query
   * @return records frames
   * @throws org.millrace.rtmp.client.RtmpClientException if it is refused
   */
  public PlayedStream play(String name) {
    PlayedStream.Recording recording = new PlayedStream.Recording();
    return new PlayedStream(await("play", () -> client.play(name, recording)), recording);
  }

  /**
   * Whether the connection is open.
   *
   * @return false when either side has closed it
   */
  public boolean isOpen() {
    return client.connection().channel().isOpen();
  }

  /** Waits until the server closes the connection. */
  public void awaitClose() {
    if (!client
        .connection()
        .channel()
        .closeFuture()
        .awaitUninterruptibly(SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("still open after " + SECONDS + " s");
    }
  }

  /** Closes the connection. Idempotent. Waits. */
  @Override
  public void close() {
    client.close("the test has ended");
    end(loops);
  }

  private static void end(EventLoopGroup loops) {
    loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  private <T> T await(String what, Supplier<CompletionStage<T>> action) {
    return await(
        what,
        CompletableFuture.supplyAsync(action, client.connection().channel().eventLoop())
            .thenCompose(stage -> stage));
  }

  private static <T> T await(String what, CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().get(SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new AssertionError(what + " fails: " + e.getCause(), e);
    } catch (TimeoutException e) {
      throw new AssertionError("no answer to " + what + " for " + SECONDS + " s", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }
}
