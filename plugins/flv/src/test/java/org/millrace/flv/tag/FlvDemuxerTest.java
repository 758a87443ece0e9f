package org.millrace.flv.tag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.millrace.api.media.Codec;
import org.millrace.api.media.MediaFrame;
import org.millrace.api.media.MediaKind;
import org.millrace.api.media.MediaTime;
import org.millrace.api.media.Track;

/**
 * Configurations and headers are those that ffmpeg 8 writes for 322x182 pictures and mono sound.
 */
class FlvDemuxerTest {
  private static final long DTS = MediaTime.ofMillis(40);

  private static final String AVC_CONFIG =
      "0164000dffe1001a6764000dacd941519e226c0440000003004000000c83c50a658001000668ebe3cb22c0fdf8f800";

  private static final String AV1_CONFIG = "81004c000a0b0200000561e836a017c202";

  private final FlvDemuxer demuxer = new FlvDemuxer();
  private final List<MediaFrame> frames = new ArrayList<>();

  @AfterEach
  void releaseFrames() {
    for (MediaFrame frame : frames) {
      assertThat(frame.release()).isTrue();
    }
  }

  @Test
  void avcConfigurationDescribesTheTrack() {
    MediaFrame frame = video("17 00 000000" + AVC_CONFIG);
    assertThat(frame.isConfig()).isTrue();
    assertThat(frame.isKey()).isFalse();
    assertThat(hex(frame.payload())).isEqualTo(AVC_CONFIG);
    assertThat(frame.track().description()).isEqualTo("H.264 High 1.3 322x182");
    assertThat(frame.track().config().toString()).isEqualTo(AVC_CONFIG);
  }

  @Test
  void framesReferToTheTrackOfTheNewestConfiguration() {
    Track first = video("17 00 000000" + AVC_CONFIG).track();
    assertThat(video("17 01 000000 0000000165").track()).isSameAs(first);
    assertThat(video("17 00 000000" + AVC_CONFIG).track()).isSameAs(first);
    Track second = video("17 00 000000 0142c00dffe000").track();
    assertThat(second).isNotEqualTo(first);
    assertThat(second.sameStream(first)).isTrue();
    assertThat(video("27 01 000000 0000000141").track()).isSameAs(second);
  }

  @Test
  void unusableConfigurationsPass() {
    assertThat(video("17 00 000000").track().description()).isEqualTo("H.264");
    assertThat(video("17 00 000000 ff").track().description())
        .isEqualTo("H.264 (malformed configuration)");
    assertThat(audio("af 00").track().description()).isEqualTo("AAC");
  }

  @Test
  void compositionTimeIsSigned() {
    assertThat(video("27 01 000050 0000000141").pts() - DTS).isEqualTo(MediaTime.ofMillis(80));
    assertThat(video("27 01 ffffd8 0000000141").pts() - DTS).isEqualTo(MediaTime.ofMillis(-40));
    assertThat(video("27 01 000050 0000000141").dts()).isEqualTo(DTS);
  }

  @Test
  void frameTypesBecomeFlags() {
    assertThat(video("17 01 000000 65").flags()).isEqualTo(MediaFrame.KEY);
    assertThat(video("27 01 000000 41").flags()).isZero();
    assertThat(video("37 01 000000 01").flags()).isEqualTo(MediaFrame.DISCARDABLE);
    assertThat(video("47 01 000000 65").flags()).isEqualTo(MediaFrame.KEY);
    assertThat(video("17 02 000000").flags()).isEqualTo(MediaFrame.END_OF_SEQUENCE);
    assertThat(video("17 02").isEndOfSequence()).isTrue();
  }

  @Test
  void videoOfOtherLegacyCodecsBeginsBehindTheFirstByte() {
    assertThat(video("12 000084").track().codec()).isEqualTo(Codec.H263);
    assertThat(hex(video("12 000084").payload())).isEqualTo("000084");
    assertThat(video("14 00").track().codec()).isEqualTo(Codec.VP6);
    assertThat(video("1c 01 000000 26").track().codec()).isEqualTo(Codec.H265);
    assertThat(video("1d 00").track().codec().id()).isEqualTo("flv-video-13");
  }

  @Test
  void seekCommandsAreNoPictures() {
    MediaFrame frame = video("57 00");
    assertThat(frame.kind()).isEqualTo(MediaKind.DATA);
    assertThat(frame.flags()).isZero();
    assertThat(FlvBodies.tagType(frame)).isEqualTo(FlvTagType.VIDEO);
  }

  @Test
  void enhancedHevcIsUnderstood() {
    MediaFrame coded = video("91 68766331 000050 0000000226 01".replace(" ", ""));
    assertThat(coded.track().codec()).isEqualTo(Codec.H265);
    assertThat(coded.flags()).isEqualTo(MediaFrame.KEY);
    assertThat(coded.pts() - coded.dts()).isEqualTo(MediaTime.ofMillis(80));
    assertThat(hex(coded.payload())).isEqualTo("000000022601");
    MediaFrame withoutComposition = video("a3 68766331 0000000202 01".replace(" ", ""));
    assertThat(withoutComposition.pts()).isEqualTo(withoutComposition.dts());
    assertThat(withoutComposition.flags()).isZero();
    assertThat(video("92 68766331").isEndOfSequence()).isTrue();
  }

  @Test
  void enhancedAv1IsUnderstood() {
    MediaFrame config = video("90 61763031" + AV1_CONFIG);
    assertThat(config.isConfig()).isTrue();
    assertThat(config.track().description()).isEqualTo("AV1 Main 2.0 10 bit 322x182");
    assertThat(hex(video("91 61763031 12000a").payload())).isEqualTo("12000a");
  }

  @Test
  void videoMetadataIsKeptBesideTheConfiguration() {
    Track video = video("90 61763031" + AV1_CONFIG).track();
    MediaFrame metadata = video("d4 61763031 020009 636f6c6f72496e666f 05");
    assertThat(metadata.isConfig()).isTrue();
    assertThat(metadata.kind()).isEqualTo(MediaKind.DATA);
    assertThat(metadata.track().sameStream(video)).isFalse();
    assertThat(metadata.track().sameStream(script("02 000a 6f6e4d65746144617461 05").track()))
        .isFalse();
    assertThat(FlvBodies.tagType(metadata)).isEqualTo(FlvTagType.VIDEO);
  }

  @Test
  void channelOrderIsKeptBesideTheConfiguration() {
    MediaFrame order = audio("94 4f707573 01 01 00000004");
    assertThat(order.isConfig()).isTrue();
    assertThat(order.kind()).isEqualTo(MediaKind.DATA);
    assertThat(FlvBodies.tagType(order)).isEqualTo(FlvTagType.AUDIO);
  }

  @Test
  void nanosecondsAreAdded() {
    // ModEx with 3 bytes of data: 500,000 ns; then coded frames.
    MediaFrame frame = video("97 02 07a120 01 61763031 1200");
    assertThat(frame.dts()).isEqualTo(DTS + MediaTime.TICKS_PER_MILLI / 2);
    assertThat(frame.pts()).isEqualTo(frame.dts());
    assertThat(hex(frame.payload())).isEqualTo("1200");
  }

  @Test
  void otherModifiersAreSkippedHoweverLong() {
    String long300 = "ff 012b" + "00".repeat(300);
    MediaFrame frame = video("97 00 aa 17" + long300 + "11 61763031 1200");
    assertThat(frame.dts()).isEqualTo(DTS);
    assertThat(hex(frame.payload())).isEqualTo("1200");
  }

  @Test
  void eachTrackOfMultitrackHasItsId() {
    Track zero = video("17 00 000000" + AVC_CONFIG).track();
    MediaFrame second = video("96 00 61766331 02" + AVC_CONFIG);
    assertThat(second.isConfig()).isTrue();
    assertThat(second.track().id()).isEqualTo(2);
    assertThat(second.track().codec()).isEqualTo(Codec.H264);
    assertThat(second.track().sameStream(zero)).isFalse();
    MediaFrame coded = video("a6 01 61766331 02 000028 0000000141");
    assertThat(coded.track()).isSameAs(second.track());
    assertThat(hex(coded.payload())).isEqualTo("0000000141");
  }

  @Test
  void tagsOfSeveralTracksPassWhole() {
    String body = "961161766331" + "00000008" + "0000000000000165";
    MediaFrame frame = video(body);
    assertThat(frame.track().codec()).isEqualTo(FlvCodecs.VIDEO_MULTITRACK);
    assertThat(frame.isKey()).isTrue();
    assertThat(hex(frame.payload())).isEqualTo(body);
    assertThat(audio("95 20 4f707573 00").isConfig()).isTrue();
  }

  @Test
  void unknownFourCharacterCodesPass() {
    MediaFrame frame = video("91 7a7a3939 0102");
    assertThat(frame.track().codec()).isEqualTo(Codec.video("flv-zz99", "zz99"));
    assertThat(frame.isKey()).isTrue();
    assertThat(hex(frame.payload())).isEqualTo("0102");
    assertThat(audio("91 00000001 0102").track().codec().label()).isEqualTo("0x00000001");
    // A code of a video codec names no audio codec.
    assertThat(audio("91 61763031 01").track().codec().kind()).isEqualTo(MediaKind.AUDIO);
  }

  @Test
  void reservedPacketTypesPassAsData() {
    assertThat(video("9e 61763031 00").kind()).isEqualTo(MediaKind.DATA);
    assertThat(audio("9e 4f707573 00").kind()).isEqualTo(MediaKind.DATA);
    assertThat(video("17 09 000000").kind()).isEqualTo(MediaKind.DATA);
    assertThat(audio("af 09").kind()).isEqualTo(MediaKind.DATA);
  }

  @Test
  void aacIsDescribedByItsConfiguration() {
    MediaFrame config = audio("af 00 1210");
    assertThat(config.isConfig()).isTrue();
    assertThat(config.track().description()).isEqualTo("AAC LC 44100 Hz stereo");
    MediaFrame raw = audio("af 01 de02");
    assertThat(raw.track()).isSameAs(config.track());
    assertThat(hex(raw.payload())).isEqualTo("de02");
    assertThat(raw.flags()).isZero();
  }

  @Test
  void otherLegacySoundIsDescribedByTheFirstByte() {
    assertThat(audio("2e fffb").track().description()).isEqualTo("MP3 44100 Hz mono");
    assertThat(audio("ef fffb").track().description()).isEqualTo("MP3 8000 Hz stereo");
    assertThat(audio("3f 00").track().description()).isEqualTo("PCM 44100 Hz stereo");
    assertThat(audio("3c 00").track().description()).isEqualTo("PCM 8 bit 44100 Hz mono");
    assertThat(audio("46 00").track().description()).isEqualTo("Nellymoser 16000 Hz mono");
    assertThat(audio("56 00").track().description()).isEqualTo("Nellymoser 8000 Hz mono");
    assertThat(audio("6a 00").track().description()).isEqualTo("Nellymoser 22050 Hz mono");
    assertThat(audio("7e 00").track().description()).isEqualTo("G.711 A-law 8000 Hz mono");
    assertThat(audio("b6 00").track().description()).isEqualTo("Speex 16000 Hz mono");
    assertThat(audio("c6 00").track().codec().id()).isEqualTo("flv-audio-12");
    assertThat(audio("2e fffb").track()).isSameAs(audio("2e fffc").track());
  }

  @Test
  void enhancedAudioIsUnderstood() {
    MediaFrame opus = audio("90 4f707573 4f707573486561640102380180bb0000000000");
    assertThat(opus.track().description()).isEqualTo("Opus 48000 Hz stereo");
    assertThat(audio("91 4f707573 f8").track()).isSameAs(opus.track());
    assertThat(audio("91 61632d33 0b77").track().codec()).isEqualTo(Codec.AC3);
    assertThat(audio("91 65632d33 0b77").track().codec()).isEqualTo(Codec.EAC3);
    assertThat(audio("91 2e6d7033 fffb").track().codec()).isEqualTo(Codec.MP3);
    assertThat(audio("90 6d703461 1210").track().codec()).isEqualTo(Codec.AAC);
    assertThat(audio("92 4f707573").isEndOfSequence()).isTrue();
  }

  @Test
  void flacConfigurationIsTheStreamInfoBlock() {
    String block = "12001200" + "00".repeat(30);
    assertThat(hex(audio("90 664c6143" + block).payload())).isEqualTo(block);
    MediaFrame prefixed = audio("90 664c6143 664c6143 80000022" + block);
    assertThat(hex(prefixed.payload())).isEqualTo(block);
    assertThat(prefixed.track().config().toString()).isEqualTo(block);
  }

  @Test
  void metadataIsConfigurationAndOtherScriptDataIsNot() {
    String metadata = "02000a6f6e4d65746144617461" + "0800000000000009";
    MediaFrame frame = script(metadata);
    assertThat(frame.isConfig()).isTrue();
    assertThat(frame.track().codec()).isEqualTo(Codec.AMF0_DATA);
    assertThat(hex(frame.payload())).isEqualTo(metadata);
    assertThat(script("02 000a 6f6e43756550 6f696e74 05").isConfig()).isFalse();
    assertThat(script("05").isConfig()).isFalse();
    assertThat(script("02 000a 6f6e4d").isConfig()).isFalse();
  }

  @Test
  void everyFrameKeepsItsBody() {
    for (String body : List.of("17010000500000000165", "9168766331000050aa", "961161766331")) {
      MediaFrame frame = video(body);
      assertThat(hex(frame.source().bytes())).isEqualTo(body);
      assertThat(FlvBodies.tagType(frame)).isEqualTo(FlvTagType.VIDEO);
      assertThat(written(frame)).isEqualTo(body);
    }
  }

  @Test
  void emptyBodiesAndOtherTagsAreLeftOut() {
    for (int tagType : new int[] {FlvTagType.AUDIO, FlvTagType.VIDEO, FlvTagType.SCRIPT_DATA}) {
      assertThat(demuxer.frame(tagType, 0, Unpooled.buffer())).isNull();
    }
    ByteBuf body = bytes("00");
    assertThat(demuxer.frame(15, 0, body)).isNull();
    assertThat(body.refCnt()).isZero();
  }

  @Test
  void bodiesThatEndWithinTheirHeaderAreRefused() {
    assertRefused(FlvTagType.VIDEO, "17", "video tag: 1 bytes (expected: at least 2)");
    assertRefused(FlvTagType.VIDEO, "17 01 00", "video tag: 3 bytes (expected: at least 5)");
    assertRefused(FlvTagType.VIDEO, "91 6876", "video tag: 3 bytes (expected: at least 5)");
    assertRefused(FlvTagType.VIDEO, "91 68766331 00", "(expected: at least 8)");
    assertRefused(FlvTagType.VIDEO, "97 ff ffff", "(expected: at least 7)");
    assertRefused(FlvTagType.VIDEO, "96", "(expected: at least 2)");
    assertRefused(FlvTagType.AUDIO, "af", "audio tag: 1 bytes (expected: at least 2)");
  }

  @Property(tries = 3_000)
  void randomBodiesBecomeFramesOrAreRefused(
      @ForAll @IntRange(min = 7, max = 19) int tagType, @ForAll @Size(max = 40) byte[] bytes) {
    ByteBuf body = Unpooled.buffer().writeBytes(bytes);
    String before = hex(body);
    try {
      MediaFrame frame = demuxer.frame(tagType, 0, body);
      if (frame != null) {
        assertThat(FlvBodies.tagType(frame)).isEqualTo(tagType);
        assertThat(FlvBodies.carries(frame)).isTrue();
        assertThat(written(frame)).isEqualTo(before);
        frame.release();
      }
    } catch (FlvException e) {
      assertThat(e.getMessage()).contains("(expected: at least ");
    }
    assertThat(body.refCnt()).isZero();
  }

  private MediaFrame video(String hex) {
    return frame(FlvTagType.VIDEO, hex);
  }

  private MediaFrame audio(String hex) {
    return frame(FlvTagType.AUDIO, hex);
  }

  private MediaFrame script(String hex) {
    return frame(FlvTagType.SCRIPT_DATA, hex);
  }

  private MediaFrame frame(int tagType, String hex) {
    MediaFrame frame = demuxer.frame(tagType, DTS, bytes(hex));
    assertThat(frame).isNotNull();
    frames.add(frame);
    return frame;
  }

  private void assertRefused(int tagType, String hex, String problem) {
    ByteBuf body = bytes(hex);
    assertThatExceptionOfType(FlvException.class)
        .isThrownBy(() -> demuxer.frame(tagType, 0, body))
        .withMessageContaining(problem);
    assertThat(body.refCnt()).isZero();
  }

  private static String written(MediaFrame frame) {
    ByteBuf out = Unpooled.buffer();
    FlvBodies.writeBody(frame, out);
    assertThat(out.readableBytes()).isEqualTo(FlvBodies.bodyLength(frame));
    return hex(out);
  }

  private static ByteBuf bytes(String hex) {
    return Unpooled.copiedBuffer(ByteBufUtil.decodeHexDump(hex.replace(" ", "")));
  }

  private static String hex(ByteBuf bytes) {
    return ByteBufUtil.hexDump(bytes);
  }
}
