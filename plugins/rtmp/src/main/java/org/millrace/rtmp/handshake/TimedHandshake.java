package org.millrace.rtmp.handshake;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.millrace.rtmp.RtmpProtocolException;

/**
 * What both sides of a handshake have in common: it has to be done in time, what comes after a
 * failure is thrown away, and at the end the next layer takes over.
 */
abstract class TimedHandshake extends ByteToMessageDecoder {
  private enum Progress {
    /** The side's own steps are under way. */
    RUNNING,
    /** The next layer has taken over. No way out. */
    DONE,
    /** The connection is being closed; what still comes is thrown away. No way out. */
    FAILED
  }

  private final Duration timeout;
  private final Runnable whenDone;
  private Progress progress = Progress.RUNNING;
  private @Nullable Future<?> timer;

  /**
   * A handshake of one connection.
   *
   * @param timeout how long it may take
   * @param whenDone adds the handlers of the next layer behind this one; called once
   */
  TimedHandshake(Duration timeout, Runnable whenDone) {
    this.timeout = timeout;
    this.whenDone = whenDone;
  }

  /** What is waited for, as messages name it. */
  abstract Enum<?> step();

  /** Reads what the step waits for, or nothing if it is not complete yet. */
  abstract void read(ChannelHandlerContext ctx, ByteBuf in);

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    timer = ctx.executor().schedule(() -> timedOut(ctx), timeout.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  protected final void handlerRemoved0(ChannelHandlerContext ctx) {
    if (timer != null) {
      timer.cancel(false);
    }
  }

  private void timedOut(ChannelHandlerContext ctx) {
    Enum<?> reached = progress == Progress.RUNNING ? step() : progress;
    progress = Progress.FAILED;
    ctx.fireExceptionCaught(
        new RtmpProtocolException(
            "handshake: %s for %d ms (expected: done within handshakeTimeout)"
                .formatted(reached, timeout.toMillis())));
  }

  @Override
  protected final void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
    try {
      switch (progress) {
        case RUNNING -> read(ctx, in);
        case FAILED -> in.skipBytes(in.readableBytes());
        case DONE -> throw new IllegalStateException("handshake: bytes after it was done");
      }
    } catch (RtmpProtocolException e) {
      progress = Progress.FAILED;
      throw e;
    }
  }

  /** Hands over to the next layer. */
  final void finish(ChannelHandlerContext ctx) {
    progress = Progress.DONE;
    whenDone.run();
    ctx.pipeline().remove(this);
  }
}
