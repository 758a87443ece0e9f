package org.millrace.mpegts.mux;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.millrace.api.media.Codec;
import org.millrace.api.media.DecoderConfig;
import org.millrace.api.media.MediaFrame;
import org.millrace.api.media.MediaTime;
import org.millrace.api.media.Track;
import org.millrace.mpegts.mux.Demuxer.Line;
import org.millrace.mpegts.mux.Demuxer.Pes;

class TsMuxerTest {
  private static final Track AVC =
      Track.Video.of(0, Codec.H264, config("01640028ffe1000b67640028acb403c0113f2a01000468ee3cb0"));
  private static final Track AAC = Track.Audio.of(0, Codec.AAC, config("1210"));
  private static final Track OPUS =
      Track.Audio.of(1, Codec.OPUS, config("4f707573486561640102380180bb0000000000"));
  private static final long WRAP = 1L << 33;

  private final ByteBuf out = Unpooled.buffer();

  private static DecoderConfig config(String hex) {
    return DecoderConfig.copyOf(Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(hex)));
  }

  @Test
  void programmeMapNamesTheTracks() {
    Track ac3 = Track.Audio.of(2, Codec.AC3, DecoderConfig.NONE);
    new TsMuxer(List.of(AAC, AVC, OPUS, ac3)).writeTables(out);

    Demuxer demuxer = new Demuxer().read(out);

    assertThat(demuxer.programme)
        .containsExactly(
            new Line(0x0F, 0x100, ""),
            new Line(0x1B, 0x101, ""),
            new Line(0x06, 0x102, "05044f707573" + "7f028002"),
            new Line(0x81, 0x103, "050441432d33"));
    assertThat(demuxer.clockPid).as("video").isEqualTo(0x101);
  }

  @Test
  void keyFrameHasDelimiterAndParameterSets() {
    TsMuxer muxer = new TsMuxer(List.of(AVC));
    muxer.write(frame(AVC, 1000, 1080, MediaFrame.KEY, "0000000265880000000109"), out);

    Pes unit = new Demuxer().read(out).units.get(0);

    assertThat(ByteBufUtil.hexDump(unit.data()))
        .as("the delimiter that was there is not there twice")
        .isEqualTo(
            "0000000109f0"
                + "0000000167640028acb403c0113f2a"
                + "0000000168ee3cb0"
                + "000000016588");
    assertThat(unit.randomAccess()).isTrue();
    assertThat(unit.pts() - unit.dts()).isEqualTo(80 * 90);
  }

  @Test
  void otherPicturesHaveTheDelimiterAlone() {
    TsMuxer muxer = new TsMuxer(List.of(AVC));
    muxer.write(frame(AVC, 1000, 1000, 0, "000000024188"), out);

    Pes unit = new Demuxer().read(out).units.get(0);

    assertThat(ByteBufUtil.hexDump(unit.data())).isEqualTo("0000000109f0" + "000000014188");
    assertThat(unit.randomAccess()).isFalse();
  }

  @Test
  void aacGetsAnAdtsHeader() {
    TsMuxer muxer = new TsMuxer(List.of(AAC));
    muxer.write(frame(AAC, 0, 0, MediaFrame.KEY, "210004"), out);

    // LC, 44,100 Hz, stereo, ten bytes in all
    assertThat(ByteBufUtil.hexDump(new Demuxer().read(out).units.get(0).data()))
        .isEqualTo("fff15080015ffc" + "210004");
  }

  @Test
  void opusGetsAControlHeader() {
    TsMuxer muxer = new TsMuxer(List.of(OPUS));
    muxer.write(frame(OPUS, 0, 0, MediaFrame.KEY, "aa".repeat(256)), out);

    assertThat(ByteBufUtil.hexDump(new Demuxer().read(out).units.get(0).data()))
        .isEqualTo("7fe0ff01" + "aa".repeat(256));
  }

  @Test
  void brokenPicturesAreLeftOut() {
    TsMuxer muxer = new TsMuxer(List.of(AVC));
    muxer.write(frame(AVC, 0, 0, MediaFrame.KEY, "000000ff65"), out);
    muxer.write(frame(AVC, 40, 40, 0, "0000"), out);

    assertThat(out.isReadable()).isFalse();
  }

  @Test
  void whatCannotBeCarriedIsLeftOut() {
    Track av1 = Track.Video.of(0, Codec.AV1, config("81040c00"));

    assertThat(TsMuxer.carries(av1)).isFalse();
    assertThat(TsMuxer.carries(Track.Video.of(0, Codec.H264, DecoderConfig.NONE))).isFalse();
    assertThat(TsMuxer.carries(Track.Video.of(0, Codec.H264, config("02")))).isFalse();
    assertThat(TsMuxer.carries(Track.Audio.of(0, Codec.AAC, config("12")))).isFalse();
    TsMuxer muxer = new TsMuxer(List.of(av1, AAC));
    muxer.write(frame(av1, 0, 0, MediaFrame.KEY, "1200"), out);
    assertThat(out.isReadable()).isFalse();
  }

  @Test
  void newTracksMeanANewVersion() {
    TsMuxer muxer = new TsMuxer(List.of(AVC));
    muxer.writeTables(out);
    muxer.tracks(List.of(AVC, AAC));
    muxer.writeTables(out);

    Demuxer demuxer = new Demuxer().read(out);

    assertThat(demuxer.version).isEqualTo(1);
    assertThat(demuxer.programme).hasSize(2);
  }

  @Test
  void tracksKeepTheirPidsAndCountersWhileOthersGoAndCome() {
    TsMuxer muxer = new TsMuxer(List.of(AVC, AAC));
    for (List<Track> tracks : List.of(List.of(AVC, AAC), List.of(AAC), List.of(AAC, AVC))) {
      muxer.tracks(tracks);
      muxer.writeTables(out);
      for (Track track : tracks) {
        String payload = track == AVC ? "000000024188" : "210004";
        muxer.write(frame(track, 1000, 1000, 0, payload), out);
      }
    }

    Demuxer demuxer = new Demuxer().read(out);

    assertThat(demuxer.programme)
        .containsExactly(new Line(0x0F, 0x101, ""), new Line(0x1B, 0x100, ""));
    assertThat(demuxer.units).hasSize(5);
  }

  @Test
  void soundCarriesTheClockOnWhilePicturesAreRare() {
    TsMuxer muxer = new TsMuxer(List.of(AVC, AAC));
    muxer.writeTables(out);
    for (int time = 0; time <= 2000; time += 20) {
      if (time % 1000 == 0) {
        muxer.write(frame(AVC, time, time, 0, "000000024188"), out);
      }
      muxer.write(frame(AAC, time, time, 0, "210004"), out);
    }

    List<Long> clock = new Demuxer().read(out).clock;

    assertThat(clock).startsWith(0L).endsWith(2000 * 90L);
    for (int i = 1; i < clock.size(); i++) {
      assertThat(clock.get(i) - clock.get(i - 1)).isBetween(1L, 9000L);
    }
  }

  @Property(tries = 100)
  void clockNeverGoesBackHoweverFarTracksAreApart(
      @ForAll @IntRange(min = -700, max = 700) int lead) {
    ByteBuf stream = Unpooled.buffer();
    TsMuxer muxer = new TsMuxer(List.of(AVC, AAC));
    muxer.writeTables(stream);
    for (int time = 1000; time <= 2000; time += 20) {
      muxer.write(frame(AAC, time + lead, time + lead, 0, "210004"), stream);
      muxer.write(frame(AVC, time, time, 0, "000000024188"), stream);
    }

    List<Long> clock = new Demuxer().read(stream).clock;

    assertThat(clock).hasSizeGreaterThan(10).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void clockGoesOnFromWhereTimeHasGoneBackTo() {
    TsMuxer muxer = new TsMuxer(List.of(AVC));
    for (long time : new long[] {5000, 5040, 0, 40}) {
      muxer.write(frame(AVC, time, time, 0, "000000024188"), out);
    }

    Demuxer demuxer = new Demuxer().read(out);
    assertThat(demuxer.clock).containsExactly(450_000L, 453_600L, 0L, 3_600L);
    assertThat(demuxer.breaks).as("packets that do not continue what was").isEqualTo(1);
  }

  @Test
  void eachTrackSaysThatItHasBeenInterruptedAndCountsOn() {
    TsMuxer muxer = new TsMuxer(List.of(AVC, AAC));
    for (int round = 0; round < 2; round++) {
      muxer.writeTables(out);
      muxer.write(frame(AVC, 1000, 1000, MediaFrame.KEY, "000000024188"), out);
      muxer.write(frame(AAC, 1000, 1000, 0, "210004"), out);
      muxer.write(frame(AVC, 1040, 1040, 0, "000000024188"), out);
      muxer.interrupt();
    }
    Demuxer demuxer = new Demuxer().read(out);
    assertThat(demuxer.breaks).isEqualTo(2);
    assertThat(demuxer.units).hasSize(6);
    assertThat(demuxer.version).as("the same tracks").isZero();
  }

  @Test
  void opusOfMoreThanTwoChannelsHasTheLayoutOfItsNumber() {
    String head = "4f70757348656164" + "01" + "06" + "380180bb0000000001";
    Track layout = Track.Audio.of(0, Codec.OPUS, config(head + "0402000401020305"));
    Track another = Track.Audio.of(0, Codec.OPUS, config(head + "0402000102030405"));
    Track cut = Track.Audio.of(0, Codec.OPUS, config(head + "04"));
    new TsMuxer(List.of(layout)).writeTables(out);
    assertThat(new Demuxer().read(out).programme)
        .containsExactly(new Line(0x06, 0x100, "05044f707573" + "7f028006"));
    assertThat(TsMuxer.carries(another)).isFalse();
    assertThat(TsMuxer.carries(cut)).isFalse();
  }

  @Property(tries = 50)
  void packetsCanBeGivenOtherTimes(
      @ForAll @LongRange(min = 0, max = 100_000_000L) long then,
      @ForAll @LongRange(min = 0, max = 100_000_000L) long now,
      @ForAll @IntRange(min = 0, max = 1) int reordered) {
    String payload = "0000000465888840";
    for (Track track : List.of(AVC, AAC)) {
      ByteBuf before = Unpooled.buffer();
      ByteBuf retimed = Unpooled.buffer();
      ByteBuf after = Unpooled.buffer();
      MediaFrame frame = frame(track, now, now + reordered * 40, MediaFrame.KEY, payload);
      with(track).write(frame(track, then, then + reordered * 80, MediaFrame.KEY, payload), before);
      TsMuxer.retime(before, frame, retimed);
      with(track).write(frame, after);
      assertThat(ByteBufUtil.hexDump(retimed)).isEqualTo(ByteBufUtil.hexDump(after));
      assertThat(retimed.readableBytes()).isLessThanOrEqualTo(TsMuxer.lengthOf(frame));
    }
  }

  private static TsMuxer with(Track track) {
    return new TsMuxer(List.of(track));
  }

  /** Also over the end of 33 bits. */
  @Property(tries = 200)
  void whatGoesInComesOut(
      @ForAll @Size(min = 1, max = 30) List<@IntRange(min = 1, max = 1000) Integer> sizes,
      @ForAll @LongRange(min = 0, max = 100_000_000_000L) long start) {
    ByteBuf stream = Unpooled.buffer();
    TsMuxer muxer = new TsMuxer(List.of(AAC));
    muxer.writeTables(stream);
    for (int i = 0; i < sizes.size(); i++) {
      byte[] payload = new byte[sizes.get(i)];
      Arrays.fill(payload, (byte) i);
      muxer.write(frame(AAC, start + 23L * i, start + 23L * i, 0, payload), stream);
    }

    Demuxer demuxer = new Demuxer().read(stream);

    assertThat(demuxer.units).hasSameSizeAs(sizes);
    assertThat(demuxer.clock).hasSameSizeAs(sizes);
    for (int i = 0; i < sizes.size(); i++) {
      Pes unit = demuxer.units.get(i);
      assertThat(unit.data().readableBytes()).isEqualTo(7 + sizes.get(i));
      assertThat(unit.data().getByte(unit.data().writerIndex() - 1)).isEqualTo((byte) i);
      assertThat(unit.pts()).isEqualTo((90 * (start + 23L * i) + 63_000) % WRAP);
      assertThat(demuxer.clock.get(i)).isEqualTo(90 * (start + 23L * i) % WRAP);
    }
  }

  private static MediaFrame frame(Track track, long dts, long pts, int flags, String hex) {
    return frame(track, dts, pts, flags, ByteBufUtil.decodeHexDump(hex));
  }

  private static MediaFrame frame(Track track, long dts, long pts, int flags, byte[] payload) {
    return MediaFrame.of(
        track,
        MediaTime.ofMillis(dts),
        MediaTime.ofMillis(pts),
        flags,
        Unpooled.wrappedBuffer(payload));
  }
}
