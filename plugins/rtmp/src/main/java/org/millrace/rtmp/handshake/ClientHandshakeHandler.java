package org.millrace.rtmp.handshake;

import static org.millrace.rtmp.handshake.HandshakeConstants.PACKET_BYTES;
import static org.millrace.rtmp.handshake.HandshakeConstants.PLAIN;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.millrace.rtmp.RtmpProtocolException;

/**
 * The client's side of the handshake, which begins when the handler is added to an open channel.
 * When it is done it calls back, so that the handlers of the next layer are added, and leaves the
 * pipeline; bytes that came behind S2 go to them.
 */
public final class ClientHandshakeHandler extends ByteToMessageDecoder {

  private enum State {
    /** C0 and C1 have been sent. To AWAITING_S2 by 0x03, else to FAILED. */
    AWAITING_S0,
    /** To DONE by S1 and S2, which C2 answers; to FAILED if they are signed, and wrongly. */
    AWAITING_S2,
    /** The next layer has taken over. No way out. */
    DONE,
    /** The connection is being closed; what still comes is thrown away. No way out. */
    FAILED
  }

  private final Duration timeout;
  private final Runnable whenDone;
  private final ClientHello hello = new ClientHello(ThreadLocalRandom.current());
  private State state = State.AWAITING_S0;
  private @Nullable Future<?> timer;

  /**
   * A handler for one connection.
   *
   * @param timeout how long the handshake may take
   * @param whenDone adds the handlers of the next layer behind this one; called once
   */
  public ClientHandshakeHandler(Duration timeout, Runnable whenDone) {
    this.timeout = timeout;
    this.whenDone = whenDone;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    timer = ctx.executor().schedule(() -> timedOut(ctx), timeout.toMillis(), TimeUnit.MILLISECONDS);
    ByteBuf out = ctx.alloc().buffer(1 + PACKET_BYTES);
    hello.writeTo(out);
    ctx.writeAndFlush(out, ctx.voidPromise());
  }

  @Override
  protected void handlerRemoved0(ChannelHandlerContext ctx) {
    if (timer != null) {
      timer.cancel(false);
    }
  }

  private void timedOut(ChannelHandlerContext ctx) {
    State reached = state;
    state = State.FAILED;
    ctx.fireExceptionCaught(
        new RtmpProtocolException(
            "handshake: %s for %d ms (expected: done within handshakeTimeout)"
                .formatted(reached, timeout.toMillis())));
  }

  @Override
  protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
    try {
      switch (state) {
        case AWAITING_S0 -> readS0(in);
        case AWAITING_S2 -> readS1AndS2(ctx, in);
        case FAILED -> in.skipBytes(in.readableBytes());
        case DONE -> throw new IllegalStateException("handshake: bytes after it was done");
      }
    } catch (RtmpProtocolException e) {
      state = State.FAILED;
      throw e;
    }
  }

  private void readS0(ByteBuf in) {
    int version = in.readUnsignedByte();
    if (version != PLAIN) {
      throw new RtmpProtocolException("handshake: version %d (expected: 3)".formatted(version));
    }
    state = State.AWAITING_S2;
  }

  private void readS1AndS2(ChannelHandlerContext ctx, ByteBuf in) {
    if (in.readableBytes() < 2 * PACKET_BYTES) {
      return;
    }
    byte[] s1 = new byte[PACKET_BYTES];
    byte[] s2 = new byte[PACKET_BYTES];
    in.readBytes(s1).readBytes(s2);
    ctx.writeAndFlush(Unpooled.wrappedBuffer(hello.answer(s1, s2)), ctx.voidPromise());
    state = State.DONE;
    whenDone.run();
    ctx.pipeline().remove(this);
  }
}
