package org.millrace.server.io;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufHolder;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.FileRegion;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The first handler of every pipeline, next to the socket: counts bytes, knows when the connection
 * opens and why it ends, and ends it in good order.
 *
 * <p>Good order is: what was written is sent, the sending half is closed, and what the peer still
 * sends is thrown away until it closes its half. Were the socket closed with unread bytes in it,
 * the kernel would reset the connection, and the peer would never see the last message, which says
 * why.
 */
final class WireHandler extends ChannelDuplexHandler {
  private final Connection connection;
  private final AtomicLong bytesIn = new AtomicLong();
  private final AtomicLong bytesOut = new AtomicLong();
  private @Nullable ChannelHandlerContext context;
  private boolean closing;
  private boolean deaf;

  WireHandler(Connection connection) {
    this.connection = connection;
  }

  long bytesIn() {
    return bytesIn.get();
  }

  long bytesOut() {
    return bytesOut.get();
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    context = ctx;
    if (ctx.channel().isActive()) {
      connection.opened();
    }
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    connection.opened();
    ctx.fireChannelActive();
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    add(bytesIn, message);
    if (deaf) {
      ReferenceCountUtil.release(message);
    } else {
      ctx.fireChannelRead(message);
    }
  }

  @Override
  public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
    if (deaf) {
      ReferenceCountUtil.release(message);
      promise.tryFailure(new ClosedChannelException());
    } else {
      add(bytesOut, message);
      ctx.write(message, promise);
    }
  }

  /** What the socket says comes here first, before a layer above can keep it to itself. */
  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    connection.noteFailure(cause);
    ctx.fireExceptionCaught(cause);
  }

  /** A layer closes the channel itself. A peer's close does not come this way. */
  @Override
  public void close(ChannelHandlerContext ctx, ChannelPromise promise) {
    connection.noteReason(CloseReasons.CLOSED_HERE);
    ctx.close(promise);
  }

  /**
   * Ends the connection in good order; to be called on the event loop; idempotent.
   *
   * @param deadline after which it is ended in any order, so that a peer that does not read, or
   *     does not close, cannot hold it
   */
  void finish(Duration deadline) {
    ChannelHandlerContext ctx = context;
    if (ctx == null || closing) {
      return;
    }
    closing = true;
    Channel channel = ctx.channel();
    if (!channel.isActive()) {
      ctx.close();
      return;
    }
    channel.flush();
    SslHandler tls = channel.pipeline().get(SslHandler.class);
    if (tls != null) {
      tls.closeOutbound();
    }
    deaf = true;
    channel.config().setAutoRead(true);
    Future<?> abort =
        ctx.executor().schedule(() -> ctx.close(), deadline.toMillis(), TimeUnit.MILLISECONDS);
    channel.closeFuture().addListener(closed -> abort.cancel(false));
    // Sent after all that is queued, so its completion says that all of it is sent.
    ctx.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(sent -> closeSendingHalf(ctx));
  }

  private static void closeSendingHalf(ChannelHandlerContext ctx) {
    if (ctx.channel() instanceof DuplexChannel channel && !channel.isInputShutdown()) {
      channel.shutdownOutput().addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
    } else {
      ctx.close();
    }
  }

  /** Written by the event loop alone, read by anybody. */
  private static void add(AtomicLong counter, Object message) {
    long bytes = 0;
    if (message instanceof ByteBuf buffer) {
      bytes = buffer.readableBytes();
    } else if (message instanceof ByteBufHolder holder) {
      bytes = holder.content().readableBytes();
    } else if (message instanceof FileRegion region) {
      bytes = region.count();
    }
    counter.lazySet(counter.getPlain() + bytes);
  }
}
