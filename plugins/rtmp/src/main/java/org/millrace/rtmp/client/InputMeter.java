package org.millrace.rtmp.client;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.millrace.rtmp.message.MessageOutput;
import org.millrace.rtmp.message.RtmpMessage.Acknowledgement;

/**
 * Counts what comes in and acknowledges it (5.4.3). If nobody wants to look at it, it ends here.
 *
 * <p>Pings are not seen then. But servers take every byte for a sign of life, so that an
 * acknowledgement answers them: one is due when bytes come and the last was long ago.
 */
final class InputMeter extends ChannelInboundHandlerAdapter {
  /** Until the server sets a window. */
  private static final int DEFAULT_WINDOW = 2_500_000;

  private static final long MAX_SILENCE_NANOS = Duration.ofSeconds(5).toNanos();

  private @Nullable MessageOutput output;
  private long received;
  private long acknowledged;
  private long acknowledgedNanos = System.nanoTime();
  private int window = DEFAULT_WINDOW;
  private boolean discards;

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    output = new MessageOutput(ctx);
  }

  /** What the connection sends. */
  MessageOutput output() {
    return Objects.requireNonNull(output, "not in a pipeline");
  }

  /** Bytes since the handshake. */
  long received() {
    return received;
  }

  /** The server wants an acknowledgement each time it has sent so much. */
  void window(int bytes) {
    if (bytes > 0) {
      window = bytes;
    }
  }

  /** From now on nothing is passed on. */
  void discard() {
    discards = true;
  }

  boolean discards() {
    return discards;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (message instanceof ByteBuf bytes) {
      received += bytes.readableBytes();
    }
    if (discards) {
      ReferenceCountUtil.release(message);
    } else {
      ctx.fireChannelRead(message);
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    if (isAcknowledgementDue()) {
      acknowledged = received;
      acknowledgedNanos = System.nanoTime();
      output().send(new Acknowledgement(received & 0xFFFFFFFFL));
      output().flush();
    }
    ctx.fireChannelReadComplete();
  }

  private boolean isAcknowledgementDue() {
    if (received - acknowledged >= window) {
      return true;
    }
    return discards && System.nanoTime() - acknowledgedNanos > MAX_SILENCE_NANOS;
  }
}
