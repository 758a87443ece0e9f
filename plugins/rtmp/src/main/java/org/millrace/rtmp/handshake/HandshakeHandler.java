package org.millrace.rtmp.handshake;

import static org.millrace.rtmp.handshake.HandshakeConstants.ENCRYPTED;
import static org.millrace.rtmp.handshake.HandshakeConstants.PACKET_BYTES;
import static org.millrace.rtmp.handshake.HandshakeConstants.PLAIN;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.millrace.rtmp.RtmpProtocolException;

/**
 * The server's side of the handshake. When it is done it calls back, so that the handlers of the
 * next layer are added, and leaves the pipeline; bytes that came behind C2 go to them.
 */
public final class HandshakeHandler extends TimedHandshake {

  private enum State {
    /** Nothing has come. To AWAITING_C1 by 0x03, else to FAILED. */
    AWAITING_C0,
    /** To AWAITING_C2 by 1536 bytes, which are answered; to FAILED if they must be signed. */
    AWAITING_C1,
    /** To DONE by 1536 bytes, which are not looked at: nothing depends on them. */
    AWAITING_C2
  }

  private final boolean validate;
  private State state = State.AWAITING_C0;

  /**
   * A handler for one connection.
   *
   * @param timeout how long the handshake may take
   * @param validate whether a peer without a right digest is refused
   * @param whenDone adds the handlers of the next layer behind this one; called once
   */
  public HandshakeHandler(Duration timeout, boolean validate, Runnable whenDone) {
    super(timeout, whenDone);
    this.validate = validate;
  }

  @Override
  Enum<?> step() {
    return state;
  }

  @Override
  void read(ChannelHandlerContext ctx, ByteBuf in) {
    switch (state) {
      case AWAITING_C0 -> readC0(in);
      case AWAITING_C1 -> readC1(ctx, in);
      case AWAITING_C2 -> readC2(ctx, in);
    }
  }

  private void readC0(ByteBuf in) {
    int version = in.readUnsignedByte();
    if (version == ENCRYPTED) {
      throw new RtmpProtocolException(
          "handshake: version 6, RTMPE (expected: 3; for encryption use rtmps)");
    }
    if (version != PLAIN) {
      throw new RtmpProtocolException("handshake: version %d (expected: 3)".formatted(version));
    }
    state = State.AWAITING_C1;
  }

  private void readC1(ChannelHandlerContext ctx, ByteBuf in) {
    if (in.readableBytes() < PACKET_BYTES) {
      return;
    }
    byte[] c1 = new byte[PACKET_BYTES];
    in.readBytes(c1);
    HandshakeReply reply = HandshakeReply.to(c1, ThreadLocalRandom.current());
    if (validate && !reply.isSigned()) {
      throw new RtmpProtocolException(
          "handshake: not signed as Flash Player does (expected because of validateHandshake)");
    }
    ByteBuf answer = ctx.alloc().buffer(1 + 2 * PACKET_BYTES);
    reply.writeTo(answer);
    ctx.writeAndFlush(answer, ctx.voidPromise());
    state = State.AWAITING_C2;
  }

  private void readC2(ChannelHandlerContext ctx, ByteBuf in) {
    if (in.readableBytes() < PACKET_BYTES) {
      return;
    }
    in.skipBytes(PACKET_BYTES);
    finish(ctx);
  }
}
