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
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
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
  private static final VarHandle BYTES_IN = counter("bytesIn");
  private static final VarHandle BYTES_OUT = counter("bytesOut");

  private final Connection connection;

  // Written by the event loop alone, read by anybody. Fields, since each object more that a viewer
  // has is one more that is in no cache when its turn comes.
  private long bytesIn;
  private long bytesOut;
  private @Nullable ChannelHandlerContext context;
  private @Nullable DirectSocket socket;
  private boolean closing;
  private boolean deaf;

  WireHandler(Connection connection) {
    this.connection = connection;
  }

  long bytesIn() {
    return (long) BYTES_IN.getOpaque(this);
  }

  long bytesOut() {
    return (long) BYTES_OUT.getOpaque(this);
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    context = ctx;
    socket = DirectSocket.of(ctx);
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
    BYTES_IN.setOpaque(this, bytesIn + length(message));
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
      return;
    }
    BYTES_OUT.setOpaque(this, bytesOut + length(message));
    if (socket == null) {
      ctx.write(message, promise);
    } else {
      socket.write(message, promise);
    }
  }

  @Override
  public void flush(ChannelHandlerContext ctx) {
    if (socket == null) {
      ctx.flush();
    } else {
      socket.flush();
    }
  }

  /** What the socket says comes here first, before a layer above can keep it to itself. */
  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    connection.noteFailure(cause);
    ctx.fireExceptionCaught(cause);
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    if (socket != null) {
      socket.drop();
    }
  }

  /** A layer closes the channel itself. A peer's close does not come this way. */
  @Override
  public void close(ChannelHandlerContext ctx, ChannelPromise promise) {
    sendHeld();
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
    sendHeld();
    deaf = true;
    channel.config().setAutoRead(true);
    Future<?> abort =
        ctx.executor().schedule(() -> ctx.close(), deadline.toMillis(), TimeUnit.MILLISECONDS);
    channel.closeFuture().addListener(closed -> abort.cancel(false));
    // Sent after all that is queued, so its completion says that all of it is sent.
    ctx.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(sent -> closeSendingHalf(ctx));
  }

  private void sendHeld() {
    if (socket != null) {
      socket.flushNow();
    }
  }

  private static void closeSendingHalf(ChannelHandlerContext ctx) {
    if (ctx.channel() instanceof DuplexChannel channel && !channel.isInputShutdown()) {
      channel.shutdownOutput().addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
    } else {
      ctx.close();
    }
  }

  private static long length(Object message) {
    if (message instanceof ByteBuf buffer) {
      return buffer.readableBytes();
    } else if (message instanceof ByteBufHolder holder) {
      return holder.content().readableBytes();
    } else if (message instanceof FileRegion region) {
      return region.count();
    }
    return 0;
  }

  private static VarHandle counter(String field) {
    try {
      return MethodHandles.lookup().findVarHandle(WireHandler.class, field, long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }
}
