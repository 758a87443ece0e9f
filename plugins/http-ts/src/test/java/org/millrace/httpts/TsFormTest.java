package org.millrace.httpts;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.DefaultEventLoop;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.apache.logging.log4j.Logger;
import org.junit.jupiter.api.Test;
import org.millrace.api.media.Codec;
import org.millrace.api.media.DecoderConfig;
import org.millrace.api.media.MediaFrame;
import org.millrace.api.media.MediaTime;
import org.millrace.api.media.Track;
import org.millrace.api.stream.CloseReason;
import org.millrace.api.stream.FrameEncoder;
import org.millrace.api.stream.LiveStream;
import org.millrace.api.stream.SequentialEncoder;
import org.millrace.api.stream.StreamKey;
import org.millrace.api.stream.Subscriber;
import org.millrace.api.stream.Subscription;
import org.millrace.doubles.FakeStream;
import org.millrace.doubles.FakeSubscription;
import org.millrace.doubles.LogRecorder;
import org.millrace.http.RawFraming;

class TsFormTest {
  private static final Track AAC =
      Track.Audio.of(
          0,
          Codec.AAC,
          DecoderConfig.copyOf(Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump("1210"))));
  private static final Logger LOG = new LogRecorder("http-ts").logger();
  private static final int PAT = 0;
  private static final int PMT = 0x1000;
  private static final int SOUND = 0x100;
  private static final int PICTURES = 0x100;
  private static final Track AVC =
      Track.Video.of(
          0,
          Codec.H264,
          DecoderConfig.copyOf(
              Unpooled.wrappedBuffer(
                  ByteBufUtil.decodeHexDump(
                      "01640028ffe1000b67640028acb403c0113f2a01000468ee3cb0"))));

  @Test
  void tablesComeFirstAndTenTimesASecondWhereSoundIsAlone() {
    FakeSubscription stream = stream();
    for (int i = 0; i < 50; i++) {
      stream.offer(frame(20L * i));
    }

    ByteBuf packets = form(RawFraming.NONE).poll(stream, 1 << 20);

    List<Integer> pids = pids(packets);
    assertThat(pids).startsWith(PAT, PMT, SOUND);
    assertThat(pids).filteredOn(pid -> pid == PMT).hasSize(10);
    assertThat(pids).filteredOn(pid -> pid == SOUND).hasSize(50);
    packets.release();
  }

  @Test
  void tablesComeAtKeyFramesAndTwiceASecondWithPictures() {
    FakeSubscription stream = stream();
    for (int i = 0; i < 50; i++) {
      stream.offer(picture(20L * i, i == 10 ? MediaFrame.KEY : 0));
    }

    ByteBuf packets = form(RawFraming.NONE).poll(stream, 1 << 20);

    List<Integer> pids = pids(packets);
    assertThat(pids).startsWith(PAT, PMT, PICTURES);
    assertThat(pids).filteredOn(pid -> pid == PMT).hasSize(3);
    packets.release();
  }

  @Test
  void batchesAreBoundedAndCountersRunOn() {
    FakeSubscription stream = stream();
    stream.offer(frame(0), frame(23));
    TsForm form = form(RawFraming.NONE);

    ByteBuf first = form.poll(stream, 1);
    ByteBuf second = form.poll(stream, 1);

    assertThat(pids(first)).containsExactly(PAT, PMT, SOUND);
    assertThat(pids(second)).containsExactly(SOUND);
    assertThat(second.getByte(3) & 0xF).as("continuity_counter").isEqualTo(1);
    assertThat(form.poll(stream, 1)).isNull();
    first.release();
    second.release();
  }

  /** So the host makes bytes once for all of them. */
  @Test
  void formsAreThoseOfAllViewersOfTheirKind() {
    FakeSubscription stream = stream();
    RawFraming other = RawFraming.WEB_SOCKET;
    for (RawFraming framing : List.of(RawFraming.CHUNKED, RawFraming.CHUNKED, other)) {
      stream.offer(frame(0));
      ByteBuf packets = form(framing).poll(stream, 1);
      packets.release();
    }
    List<FrameEncoder> encoders = stream.encoders();
    assertThat(encoders.get(0)).isInstanceOf(SequentialEncoder.class).isEqualTo(encoders.get(1));
    assertThat(encoders.get(0)).hasSameHashCodeAs(encoders.get(1)).isNotEqualTo(encoders.get(2));
  }

  @Test
  void tracksThatAreLeftOutAreToldOnce() {
    LogRecorder log = new LogRecorder("http-ts left out");
    Track av1 = Track.Video.of(0, Codec.AV1, DecoderConfig.NONE);
    Track unknown = Track.Audio.of(1, Codec.AAC, DecoderConfig.NONE);
    TsEncoder encoder = new TsEncoder(RawFraming.NONE, with(AAC, av1, unknown), log.logger());
    ByteBuf out = Unpooled.buffer();
    encoder.encode(frame(0), out);
    encoder.encode(frame(20), out);
    assertThat(log.lines())
        .singleElement()
        .satisfies(line -> assertThat(line).contains("live/x: left out").contains("AV1"));
  }

  @Test
  void messagesCanBeGivenOtherTimes() {
    for (RawFraming framing : RawFraming.values()) {
      ByteBuf then = Unpooled.buffer();
      ByteBuf retimed = Unpooled.buffer();
      ByteBuf now = Unpooled.buffer();
      TsEncoder encoder = new TsEncoder(framing, with(), LOG);
      encoder.encode(frame(1_000), then);
      encoder.retime(then, frame(2_000), retimed);
      new TsEncoder(framing, with(), LOG).encode(frame(2_000), now);
      assertThat(retimed).isEqualTo(now);
    }
  }

  @Test
  void webSocketMessagesHoldWholePackets() {
    FakeSubscription stream = stream();
    stream.offer(frame(0));

    ByteBuf message = form(RawFraming.WEB_SOCKET).poll(stream, 1 << 16);

    // binary, final; 16 bits of length
    assertThat(ByteBufUtil.hexDump(message, 0, 5)).isEqualTo("827e" + "0234" + "47");
    assertThat(message.readableBytes()).isEqualTo(4 + 3 * 188);
    message.release();
  }

  @Test
  void streamThatHasJustBegunIsHeldBackUntilItsTracksAreKnown() {
    TsForm young = new TsForm(RawFraming.NONE, () -> Instant.EPOCH.plusMillis(100), LOG);
    Track unknown = Track.Audio.of(0, Codec.AAC, DecoderConfig.NONE);
    assertThat(young.holdBack(with())).isEqualTo(Duration.ofMillis(400));
    assertThat(young.holdBack(with(AVC))).isEqualTo(Duration.ofMillis(400));
    assertThat(young.holdBack(with(AVC, unknown))).isEqualTo(Duration.ofMillis(400));
    assertThat(young.holdBack(with(AVC, AAC))).isZero();
    TsForm later = new TsForm(RawFraming.NONE, () -> Instant.EPOCH.plusMillis(501), LOG);
    assertThat(later.holdBack(with(AVC))).isZero();
  }

  private static LiveStream with(Track... tracks) {
    return new FakeStream(new StreamKey("live", "x"), true, List.of(tracks));
  }

  private static TsForm form(RawFraming framing) {
    return new TsForm(framing, InstantSource.system(), LOG);
  }

  private static FakeSubscription stream() {
    return new FakeSubscription(
        new StreamKey("live", "x"), new DefaultEventLoop(), new Silent(), true);
  }

  /** Is told, and takes nothing: the test does. */
  private static final class Silent implements Subscriber {
    @Override
    public void onFrames(Subscription subscription) {}

    @Override
    public void onClosed(Subscription subscription, CloseReason reason) {}
  }

  private static MediaFrame frame(long millis) {
    return MediaFrame.of(
        AAC,
        MediaTime.ofMillis(millis),
        MediaTime.ofMillis(millis),
        MediaFrame.KEY,
        Unpooled.wrappedBuffer(new byte[20]));
  }

  private static MediaFrame picture(long millis, int flags) {
    return MediaFrame.of(
        AVC,
        MediaTime.ofMillis(millis),
        MediaTime.ofMillis(millis),
        flags,
        Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump("000000024188")));
  }

  private static List<Integer> pids(ByteBuf packets) {
    List<Integer> pids = new ArrayList<>();
    for (int at = 0; at < packets.readableBytes(); at += 188) {
      pids.add(packets.getUnsignedShort(at + 1) & 0x1FFF);
    }
    return pids;
  }
}
