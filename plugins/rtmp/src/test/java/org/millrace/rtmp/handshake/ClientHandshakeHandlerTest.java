package org.millrace.rtmp.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.millrace.rtmp.RtmpProtocolException;

class ClientHandshakeHandlerTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final int PACKET = HandshakeConstants.PACKET_BYTES;

  private final EmbeddedChannel client = new EmbeddedChannel();
  private boolean done;

  @BeforeEach
  void begin() {
    client.freezeTime();
    client.pipeline().addLast(new ClientHandshakeHandler(TIMEOUT, () -> done = true));
  }

  @AfterEach
  void nothingIsLeft() {
    assertThat(client.finish()).isFalse();
  }

  private byte[] sent() {
    ByteBuf out = client.readOutbound();
    byte[] bytes = ByteBufUtil.getBytes(out);
    out.release();
    return bytes;
  }

  private byte[] c1() {
    byte[] hello = sent();
    assertThat(hello).hasSize(1 + PACKET).startsWith(3);
    return Arrays.copyOfRange(hello, 1, hello.length);
  }

  private static ByteBuf answer(byte[] s1, byte[] s2) {
    return Unpooled.wrappedBuffer(new byte[] {3}, s1, s2);
  }

  private static ByteBuf reply(byte[] c1) {
    ByteBuf out = Unpooled.buffer();
    HandshakeReply.to(c1, new Random(1)).writeTo(out);
    return out;
  }

  @Test
  void ourServerFindsTheDigestAndOurClientThatOfTheServer() {
    byte[] c1 = c1();

    assertThat(HandshakeReply.to(c1, new Random(1)).isSigned()).isTrue();
    ByteBuf reply = reply(c1);
    byte[] s1 = ByteBufUtil.getBytes(reply, 1, PACKET);
    client.writeInbound(reply);

    byte[] c2 = sent();
    byte[] digest = DigestScheme.of(s1, GenuineKey.SERVER).digestIn(s1);
    assertThat(SignedAnswer.isTo(digest, c2, GenuineKey.PLAYER)).isTrue();
    assertThat(done).isTrue();
  }

  @Test
  void aPlainServerGetsItsPacketBack() {
    byte[] c1 = c1();
    byte[] s1 = new byte[PACKET];
    new Random(2).nextBytes(s1);
    Arrays.fill(s1, 0, 8, (byte) 0);

    client.writeInbound(answer(s1, c1));

    assertThat(sent()).isEqualTo(s1);
    assertThat(done).isTrue();
  }

  @Test
  void aServerThatClaimsAVersionWithoutADigestIsPlain() {
    byte[] c1 = c1();
    byte[] s1 = new byte[PACKET];
    new Random(2).nextBytes(s1);

    client.writeInbound(answer(s1, c1));

    assertThat(sent()).isEqualTo(s1);
    assertThat(done).isTrue();
  }

  @Test
  void anAnswerToSomebodyElseIsRefused() {
    c1();
    byte[] stranger = new byte[PACKET];
    new Random(3).nextBytes(stranger);
    DigestScheme.SCHEME_1.sign(stranger, GenuineKey.PLAYER);

    assertThatExceptionOfType(RtmpProtocolException.class)
        .isThrownBy(() -> client.writeInbound(reply(stranger)))
        .withMessageContaining("S2 is not signed for our C1");
    assertThat(done).isFalse();
  }

  @Test
  void bytesMayComeOneByOneAndThoseBehindArePassedOn() {
    ByteBuf reply = reply(c1());
    while (reply.isReadable()) {
      assertThat(done).isFalse();
      client.writeInbound(reply.readBytes(1));
    }
    reply.release();
    assertThat(done).isTrue();
    sent();

    client.writeInbound(Unpooled.wrappedBuffer(new byte[] {42}));

    ByteBuf behind = client.readInbound();
    assertThat(behind.readByte()).isEqualTo((byte) 42);
    behind.release();
  }

  @Test
  void bytesInTheSameReadArePassedOn() {
    ByteBuf reply = reply(c1());
    client.writeInbound(reply.writeByte(42));
    sent();

    ByteBuf behind = client.readInbound();
    assertThat(behind.readableBytes()).isEqualTo(1);
    behind.release();
  }

  @Test
  void anotherVersionIsRefused() {
    c1();

    assertThatExceptionOfType(RtmpProtocolException.class)
        .isThrownBy(() -> client.writeInbound(Unpooled.wrappedBuffer("HTTP/1.1 400".getBytes())))
        .withMessage("handshake: version 72 (expected: 3)");
  }

  @Test
  void aServerThatSaysNothingIsNotWaitedForForEver() {
    c1();

    client.advanceTimeBy(10, TimeUnit.SECONDS);
    client.runScheduledPendingTasks();

    assertThatExceptionOfType(RtmpProtocolException.class)
        .isThrownBy(client::checkException)
        .withMessage(
            "handshake: AWAITING_S0 for 10000 ms (expected: done within handshakeTimeout)");
  }
}
