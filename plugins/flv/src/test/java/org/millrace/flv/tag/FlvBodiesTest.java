package org.millrace.flv.tag;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.millrace.api.media.Codec;
import org.millrace.api.media.DecoderConfig;
import org.millrace.api.media.MediaFrame;
import org.millrace.api.media.MediaKind;
import org.millrace.api.media.MediaTime;
import org.millrace.api.media.Track;

/** Bodies of frames that came from no FLV. */
class FlvBodiesTest {
  private static final Track AVC = video(0, Codec.H264);
  private static final Track HEVC = video(0, Codec.H265);

  @Test
  void avcAndAacHaveTheLegacyForm() {
    assertThat(body(AVC, MediaFrame.CONFIG, 0, "0164")).isEqualTo("17" + "00000000" + "0164");
    assertThat(body(AVC, MediaFrame.KEY, 80, "65")).isEqualTo("17" + "01000050" + "65");
    assertThat(body(AVC, 0, -40, "41")).isEqualTo("27" + "01ffffd8" + "41");
    assertThat(body(AVC, MediaFrame.DISCARDABLE, 0, "01")).isEqualTo("37" + "01000000" + "01");
    assertThat(body(AVC, MediaFrame.END_OF_SEQUENCE, 0, "")).isEqualTo("17" + "02000000");
    Track aac = audio(0, Codec.AAC, 48_000, 2);
    assertThat(body(aac, MediaFrame.CONFIG, 0, "1190")).isEqualTo("af00" + "1190");
    assertThat(body(aac, 0, 0, "de")).isEqualTo("af01" + "de");
  }

  @Test
  void newerCodecsHaveTheEnhancedForm() {
    assertThat(body(HEVC, MediaFrame.CONFIG, 0, "01")).isEqualTo("90" + "68766331" + "01");
    assertThat(body(HEVC, MediaFrame.KEY, 80, "26")).isEqualTo("91" + "68766331" + "000050" + "26");
    assertThat(body(HEVC, 0, 0, "02")).isEqualTo("a3" + "68766331" + "02");
    assertThat(body(HEVC, MediaFrame.END_OF_SEQUENCE, 0, "")).isEqualTo("92" + "68766331");
    assertThat(body(video(0, Codec.AV1), MediaFrame.KEY, 0, "12"))
        .isEqualTo("91" + "61763031" + "12");
    assertThat(body(video(0, Codec.VP9), 0, 0, "a2")).isEqualTo("a1" + "76703039" + "a2");
    Track opus = audio(0, Codec.OPUS, 48_000, 2);
    assertThat(body(opus, MediaFrame.CONFIG, 0, "4f70")).isEqualTo("90" + "4f707573" + "4f70");
    assertThat(body(opus, 0, 0, "f8")).isEqualTo("91" + "4f707573" + "f8");
  }

  @Test
  void flacConfigurationGetsItsPrefix() {
    Track flac = audio(0, Codec.FLAC, 44_100, 2);
    assertThat(body(flac, MediaFrame.CONFIG, 0, "1200"))
        .isEqualTo("90" + "664c6143" + "664c6143" + "80000022" + "1200");
  }

  @Test
  void otherTracksThanTheFirstHaveMultitrackHeaders() {
    assertThat(body(video(2, Codec.H264), MediaFrame.KEY, 40, "65"))
        .isEqualTo("96" + "01" + "61766331" + "02" + "000028" + "65");
    assertThat(body(audio(1, Codec.AAC, 0, 0), MediaFrame.CONFIG, 0, "1190"))
        .isEqualTo("95" + "00" + "6d703461" + "01" + "1190");
  }

  @Test
  void legacySoundIsDescribedByTheFirstByte() {
    assertThat(body(audio(0, Codec.MP3, 44_100, 2), 0, 0, "ff")).isEqualTo("2f" + "ff");
    assertThat(body(audio(0, Codec.MP3, 48_000, 1), 0, 0, "ff")).isEqualTo("2e" + "ff");
    assertThat(body(audio(0, Codec.MP3, 8_000, 1), 0, 0, "ff")).isEqualTo("e2" + "ff");
    assertThat(body(audio(0, Codec.G711_ALAW, 8_000, 1), 0, 0, "ff")).isEqualTo("72" + "ff");
    assertThat(body(audio(0, Codec.SPEEX, 16_000, 1), 0, 0, "ff")).isEqualTo("b6" + "ff");
    assertThat(body(audio(0, Codec.NELLYMOSER, 16_000, 1), 0, 0, "ff")).isEqualTo("46" + "ff");
    assertThat(body(audio(0, Codec.MP3, 0, 0), 0, 0, "ff")).isEqualTo("2e" + "ff");
  }

  @Test
  void scriptDataIsItsOwnBody() {
    Track data = new Track.Data(0, Codec.AMF0_DATA);
    assertThat(body(data, 0, 0, "0205")).isEqualTo("0205");
    assertThat(FlvBodies.tagType(frame(data, 0, 0, "02"))).isEqualTo(FlvTagType.SCRIPT_DATA);
  }

  @Test
  void whatFlvHasNoFormForIsNotCarried() {
    assertThat(carries(video(0, Codec.video("theora", "Theora")), 0)).isFalse();
    assertThat(carries(audio(0, Codec.audio("dts", "DTS"), 0, 0), 0)).isFalse();
    assertThat(carries(new Track.Data(0, new Codec(MediaKind.DATA, "id3", "ID3")), 0)).isFalse();
    assertThat(carries(video(256, Codec.H264), 0)).isFalse();
    assertThat(carries(video(0, Codec.VP6), MediaFrame.CONFIG)).isFalse();
    assertThat(carries(audio(0, Codec.MP3, 0, 0), MediaFrame.CONFIG)).isFalse();
    assertThat(carries(video(1, Codec.VP6), 0)).isFalse();
  }

  @Test
  void compositionTimeIsThatOfTheWholeMilliseconds() {
    // 40.5 ms and 80.4 ms: a peer that sees 40 must see 80.
    long half = MediaTime.TICKS_PER_MILLI / 2;
    MediaFrame frame =
        MediaFrame.of(
            AVC,
            MediaTime.ofMillis(40) + half,
            MediaTime.ofMillis(80) + half - 1,
            0,
            Unpooled.EMPTY_BUFFER);
    assertThat(written(frame)).isEqualTo("27" + "01000028");
  }

  @Test
  void sourceFormIsKeptWhileTheCompositionTimeIsTheSame() {
    ByteBuf body = Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump("2701000050414243"));
    MediaFrame frame = new FlvDemuxer().frame(FlvTagType.VIDEO, 0, body);
    assertThat(written(frame.at(7, frame.pts() + 7))).isEqualTo("2701000050414243");
    assertThat(written(frame.at(0, MediaTime.ofMillis(2)))).isEqualTo("2701000002414243");
    frame.release();
  }

  @Test
  void readingDoesNotMoveThePayload() {
    MediaFrame frame = frame(AVC, 0, 0, "41");
    written(frame);
    assertThat(frame.size()).isEqualTo(1);
  }

  @Property(tries = 500)
  void whatIsWrittenIsRead(
      @ForAll("tracks") Track track,
      @ForAll @IntRange(min = -8_388_608, max = 8_388_607) int composition,
      @ForAll boolean key,
      @ForAll byte[] payload) {
    boolean video = track.kind() == MediaKind.VIDEO;
    int flags = video && key ? MediaFrame.KEY : 0;
    boolean hasComposition = FlvCodecs.hasCompositionTime(track.codec());
    long pts = MediaTime.ofMillis(hasComposition ? composition : 0);
    MediaFrame frame =
        MediaFrame.of(track, 0, pts, flags, Unpooled.copiedBuffer(payload).asReadOnly());
    ByteBuf out = Unpooled.buffer();
    FlvBodies.writeBody(frame, out);
    assertThat(out.readableBytes()).isEqualTo(FlvBodies.bodyLength(frame));

    MediaFrame read = new FlvDemuxer().frame(FlvBodies.tagType(frame), 0, out);
    assertThat(read.track().sameStream(track)).isTrue();
    assertThat(read.track().codec()).isEqualTo(track.codec());
    assertThat(read.flags()).isEqualTo(flags);
    assertThat(read.pts()).isEqualTo(pts);
    assertThat(read.payload()).isEqualTo(frame.payload());
    read.release();
    frame.release();
  }

  @Provide
  Arbitrary<Track> tracks() {
    Arbitrary<Track> video =
        Arbitraries.of(Codec.H264, Codec.H265, Codec.H266, Codec.AV1, Codec.VP8, Codec.VP9)
            .flatMap(codec -> Arbitraries.integers().between(0, 255).map(id -> video(id, codec)));
    Arbitrary<Track> audio =
        Arbitraries.of(Codec.AAC, Codec.OPUS, Codec.FLAC, Codec.AC3, Codec.EAC3, Codec.MP3)
            .flatMap(
                codec ->
                    Arbitraries.integers().between(0, 255).map(id -> audio(id, codec, 48_000, 2)));
    Arbitrary<Track> legacy =
        Arbitraries.of(
            video(0, Codec.VP6), video(0, Codec.H263), audio(0, Codec.G711_ULAW, 8_000, 1));
    return Arbitraries.oneOf(video, audio, legacy);
  }

  private static boolean carries(Track track, int flags) {
    return FlvBodies.carries(frame(track, flags, 0, ""));
  }

  private static String body(Track track, int flags, int compositionMillis, String payload) {
    MediaFrame frame = frame(track, flags, compositionMillis, payload);
    assertThat(FlvBodies.carries(frame)).isTrue();
    return written(frame);
  }

  private static MediaFrame frame(Track track, int flags, int compositionMillis, String payload) {
    long pts = MediaTime.ofMillis(compositionMillis);
    ByteBuf bytes = Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(payload));
    return MediaFrame.of(track, 0, pts, flags, bytes);
  }

  private static String written(MediaFrame frame) {
    ByteBuf out = Unpooled.buffer();
    FlvBodies.writeBody(frame, out);
    assertThat(out.readableBytes()).isEqualTo(FlvBodies.bodyLength(frame));
    return ByteBufUtil.hexDump(out);
  }

  private static Track video(int id, Codec codec) {
    return Track.Video.of(id, codec, DecoderConfig.NONE);
  }

  private static Track audio(int id, Codec codec, int sampleRate, int channels) {
    return new Track.Audio(id, codec, DecoderConfig.NONE, sampleRate, channels, "");
  }
}
