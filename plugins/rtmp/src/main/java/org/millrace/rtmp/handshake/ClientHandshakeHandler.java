package org.millrace.rtmp.handshake;

import static org.millrace.rtmp.handshake.HandshakeConstants.PACKET_BYTES;
import static org.millrace.rtmp.handshake.HandshakeConstants.PLAIN;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.millrace.rtmp.RtmpProtocolException;

/**
 * The client's side of the handshake, which begins when the handler is added to an open channel.
 * When it is done it calls back, so that the handlers of the next layer are added, and leaves the
 * pipeline; bytes that came behind S2 go to them.
 */
public final class ClientHandshakeHandler extends TimedHandshake {

  private enum State {
    /** C0 and C1 have been sent. To AWAITING_S2 by 0x03, else to FAILED. */
    AWAITING_S0,
    /** To DONE by S1 and S2, which C2 answers; to FAILED if they are signed, and wrongly. */
    AWAITING_S2
  }

  private final ClientHello hello = new ClientHello(ThreadLocalRandom.current());
  private State state = State.AWAITING_S0;

  /**
   * A handler for one connection.
   *
   * @param timeout how long the handshake may take
   * @param whenDone adds the handlers of the next layer behind this one; called once
   */
  public ClientHandshakeHandler(Duration timeout, Runnable whenDone) {
    super(timeout, whenDone);
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    super.handlerAdded(ctx);
    ByteBuf out = ctx.alloc().buffer(1 + PACKET_BYTES);
    hello.writeTo(out);
    ctx.writeAndFlush(out, ctx.voidPromise());
  }

  @Override
  Enum<?> step() {
    return state;
  }

  @Override
  void read(ChannelHandlerContext ctx, ByteBuf in) {
    switch (state) {
      case AWAITING_S0 -> readS0(in);
      case AWAITING_S2 -> readS1AndS2(ctx, in);
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
    finish(ctx);
  }
}
