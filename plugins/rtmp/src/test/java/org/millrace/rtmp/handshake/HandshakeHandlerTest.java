package org.millrace.rtmp.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.millrace.rtmp.RtmpProtocolException;

class HandshakeHandlerTest {
  private static final int PACKET = 1536;
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private boolean done;

  private EmbeddedChannel channel(boolean validate) {
    EmbeddedChannel channel = new EmbeddedChannel();
    channel.freezeTime();
    channel.pipeline().addLast(new HandshakeHandler(TIMEOUT, validate, () -> done = true));
    return channel;
  }

  private static byte[] plainC1() {
    byte[] c1 = new byte[PACKET];
    new Random(1).nextBytes(c1);
    Arrays.fill(c1, 4, 8, (byte) 0);
    return c1;
  }

  private static byte[] signedC1(DigestScheme scheme) {
    byte[] c1 = new byte[PACKET];
    new Random(2).nextBytes(c1);
    System.arraycopy(new byte[] {9, 0, 124, 2}, 0, c1, 4, 4);
    byte[] digest = scheme.digest(c1, GenuineKey.PLAYER);
    System.arraycopy(digest, 0, c1, scheme.digestOffset(c1), digest.length);
    return c1;
  }

  private static ByteBuf c0c1(byte[] c1) {
    return Unpooled.wrappedBuffer(new byte[] {3}, c1);
  }

  private static byte[] s1(byte[] answer) {
    return Arrays.copyOfRange(answer, 1, 1 + PACKET);
  }

  private static byte[] s2(byte[] answer) {
    return Arrays.copyOfRange(answer, 1 + PACKET, 1 + 2 * PACKET);
  }

  private static byte[] answer(EmbeddedChannel channel) {
    ByteBuf out = channel.readOutbound();
    byte[] bytes = ByteBufUtil.getBytes(out);
    out.release();
    assertThat(bytes).hasSize(1 + 2 * PACKET).startsWith(3);
    return bytes;
  }

  @Test
  void simpleHandshakeEchoesC1() {
    EmbeddedChannel channel = channel(false);
    channel.writeInbound(c0c1(plainC1()));
    byte[] answer = answer(channel);
    assertThat(s2(answer)).isEqualTo(plainC1());
    assertThat(Arrays.copyOf(s1(answer), 8)).containsOnly(0);
    assertThat(done).isFalse();

    channel.writeInbound(Unpooled.wrappedBuffer(new byte[PACKET]));
    assertThat(done).isTrue();
    assertThat(channel.pipeline().get(HandshakeHandler.class)).isNull();
    assertThat(channel.finish()).isFalse();
  }

  @ParameterizedTest
  @EnumSource(DigestScheme.class)
  void signedC1IsAnsweredWithDigestsOfTheSameScheme(DigestScheme scheme) {
    byte[] c1 = signedC1(scheme);
    EmbeddedChannel channel = channel(true);
    channel.writeInbound(c0c1(c1));
    byte[] answer = answer(channel);

    byte[] s1 = s1(answer);
    int offset = scheme.digestOffset(s1);
    assertThat(Arrays.copyOfRange(s1, offset, offset + 32))
        .isEqualTo(scheme.digest(s1, GenuineKey.SERVER));

    int c1Offset = scheme.digestOffset(c1);
    byte[] key =
        GenuineKey.hmac(
            GenuineKey.SERVER.fullKey(), Arrays.copyOfRange(c1, c1Offset, c1Offset + 32));
    byte[] s2 = s2(answer);
    assertThat(Arrays.copyOfRange(s2, PACKET - 32, PACKET))
        .isEqualTo(GenuineKey.hmac(key, Arrays.copyOf(s2, PACKET - 32)));
    channel.finishAndReleaseAll();
  }

  @Test
  void c1WithAWrongDigestIsAnsweredSimply() {
    byte[] c1 = signedC1(DigestScheme.SCHEME_0);
    c1[100] ^= 1;
    EmbeddedChannel channel = channel(false);
    channel.writeInbound(c0c1(c1));
    assertThat(s2(answer(channel))).isEqualTo(c1);
    channel.finishAndReleaseAll();
  }

  @Test
  void c1WithoutDigestIsRefusedIfItMustBeValid() {
    EmbeddedChannel channel = channel(true);
    assertThatThrownBy(() -> channel.writeInbound(c0c1(plainC1())))
        .isInstanceOf(RtmpProtocolException.class)
        .hasMessage(
            "handshake: not signed as Flash Player does (expected because of validateHandshake)");
    assertThat(channel.finish()).isFalse();
  }

  @Test
  void handshakeMayComeByteByByte() {
    EmbeddedChannel channel = channel(false);
    ByteBuf all = Unpooled.wrappedBuffer(c0c1(plainC1()), Unpooled.wrappedBuffer(plainC1()));
    while (all.isReadable()) {
      assertThat(done).isFalse();
      channel.writeInbound(all.readBytes(1));
    }
    assertThat(done).isTrue();
    assertThat(s2(answer(channel))).isEqualTo(plainC1());
    assertThat(channel.finish()).isFalse();
  }

  @Test
  void bytesBehindC2GoToTheNextLayer() {
    EmbeddedChannel channel = channel(false);
    byte[] connect = {3, 0, 0, 0};
    channel.writeInbound(Unpooled.wrappedBuffer(new byte[] {3}, plainC1(), plainC1(), connect));
    answer(channel);
    ByteBuf rest = channel.readInbound();
    assertThat(ByteBufUtil.getBytes(rest)).isEqualTo(connect);
    rest.release();
    assertThat(channel.finish()).isFalse();
  }

  @Test
  void rtmpeIsRefusedByName() {
    EmbeddedChannel channel = channel(false);
    assertThatThrownBy(() -> channel.writeInbound(Unpooled.wrappedBuffer(new byte[] {6})))
        .hasMessage("handshake: version 6, RTMPE (expected: 3; for encryption use rtmps)");
    assertThat(channel.finish()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(bytes = {0, 2, 4, 'G', (byte) 0xFF})
  void otherVersionsAreRefused(byte version) {
    EmbeddedChannel channel = channel(false);
    assertThatThrownBy(() -> channel.writeInbound(Unpooled.wrappedBuffer(new byte[] {version})))
        .hasMessage("handshake: version %d (expected: 3)".formatted(version & 0xFF));
    channel.writeInbound(Unpooled.wrappedBuffer(new byte[5000]));
    assertThat(channel.finish()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 1536, 1537, 3072})
  void unfinishedHandshakeTimesOut(int bytes) {
    EmbeddedChannel channel = channel(false);
    if (bytes > 0) {
      channel.writeInbound(c0c1(Arrays.copyOf(plainC1(), bytes - 1)));
    }
    channel.advanceTimeBy(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    assertThatThrownBy(
            () -> {
              channel.runScheduledPendingTasks();
              channel.checkException();
            })
        .isInstanceOf(RtmpProtocolException.class)
        .hasMessageMatching(
            "handshake: AWAITING_C[012] for 10000 ms \\(expected: done within handshakeTimeout\\)");
    channel.finishAndReleaseAll();
  }

  @Test
  void finishedHandshakeDoesNotTimeOut() {
    EmbeddedChannel channel = channel(false);
    channel.writeInbound(Unpooled.wrappedBuffer(new byte[] {3}, plainC1(), plainC1()));
    answer(channel);
    channel.advanceTimeBy(1, TimeUnit.HOURS);
    channel.runScheduledPendingTasks();
    channel.checkException();
    assertThat(channel.finish()).isFalse();
  }
}
