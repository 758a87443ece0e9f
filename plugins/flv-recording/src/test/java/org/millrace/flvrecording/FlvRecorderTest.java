package org.millrace.flvrecording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.millrace.api.media.Codec;
import org.millrace.api.media.DecoderConfig;
import org.millrace.api.media.MediaFrame;
import org.millrace.api.media.Track;
import org.millrace.api.recording.Recorder;
import org.millrace.flv.amf.AmfValue;
import org.millrace.flv.file.FlvFileWriter;
import org.millrace.flv.tag.FlvDemuxer;
import org.millrace.flv.tag.FlvTagType;

class FlvRecorderTest {
  private static final Logger LOG = LogManager.getLogger(FlvRecorderTest.class);
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-22T10:15:30.5Z"), ZoneOffset.UTC);

  private final FlvRecorderProvider provider = new FlvRecorderProvider(64, CLOCK);
  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void nameFile() {
    file = folder.resolve("x.flv");
  }

  @Test
  void framesAreReadAsTheyWereWritten() throws IOException {
    record(false, Frames.seconds(1, 0));
    List<String> tags = Frames.read(file);
    assertThat(tags).hasSize(2 + 50);
    assertThat(tags.get(0)).startsWith("9 0 1700000000");
    assertThat(tags.get(1)).isEqualTo("8 0 af001210");
    assertThat(tags.get(2)).isEqualTo("9 0 17010000000000000165");
    assertThat(tags.get(3)).isEqualTo("8 11 af01de02");
  }

  @Test
  void metadataTellsDurationSizeAndTracks() throws IOException {
    record(false, Frames.seconds(2, 0));
    AmfValue metadata = Frames.metadataOf(file);
    assertThat(metadata.member("duration").asNumber(0)).isEqualTo(1.971);
    assertThat(metadata.member("filesize").asNumber(0)).isEqualTo(Files.size(file));
    assertThat(metadata.member("width").asNumber(0)).isEqualTo(322);
    assertThat(metadata.member("height").asNumber(0)).isEqualTo(182);
    assertThat(metadata.member("videocodecid").asNumber(0)).isEqualTo(7);
    assertThat(metadata.member("audiocodecid").asNumber(0)).isEqualTo(10);
    assertThat(metadata.member("audiosamplerate").asNumber(0)).isEqualTo(44_100);
    assertThat(metadata.member("stereo").asBoolean(false)).isTrue();
    assertThat(metadata.member("creationdate").asText("")).isEqualTo("2026-11-22T10:15:30Z");
    assertThat(Files.readAllBytes(file)[4]).isEqualTo((byte) 0b101);
  }

  @Test
  void indexNamesTheKeyFrames() throws IOException {
    record(false, Frames.seconds(2, 0));
    AmfValue metadata = Frames.metadataOf(file);
    assertThat(metadata.member("hasKeyframes").asBoolean(false)).isTrue();
    assertThat(Frames.indexOf(metadata)).isEqualTo(Frames.keyFrames(file)).hasSize(13);
  }

  @Test
  void indexOfOneKeyFrameIsLeftOut() throws IOException {
    record(false, List.of(Frames.key(0), Frames.picture(40)));
    AmfValue metadata = Frames.metadataOf(file);
    assertThat(metadata.members()).doesNotContainKey("keyframes");
    assertThat(metadata.member("hasKeyframes").asBoolean(true)).isFalse();
  }

  @Test
  void indexOfALongRecordingIsCoarserButSpreadOverAll() throws IOException {
    record(false, Frames.seconds(60, 0));
    Map<Long, Long> index = Frames.indexOf(Frames.metadataOf(file));
    assertThat(index).hasSizeBetween(32, 64);
    assertThat(Frames.keyFrames(file)).containsAllEntriesOf(index).hasSize(375);
    assertThat(index.keySet()).first().isEqualTo(0L);
    assertThat(index.keySet()).last().satisfies(last -> assertThat(last).isGreaterThan(58_000));
  }

  @Test
  void lengthOfTheHeadDoesNotDependOnWhatIsRecorded() throws IOException {
    record(false, List.of());
    long empty = Files.size(file);
    record(false, Frames.seconds(1, 0));
    assertThat(Frames.keyFrames(file).get(0L)).isEqualTo(empty + 15 + 52 + 15 + 4);
  }

  @Test
  void timesAreRelativeToTheFirstFrameOfAnyTrack() throws IOException {
    record(
        false,
        List.of(
            Frames.audioConfig(100_000),
            Frames.sound(100_000),
            Frames.videoConfig(100_080),
            Frames.key(100_080)));
    assertThat(times()).containsExactly(0L, 0L, 80L, 80L);
  }

  @Test
  void nothingIsBeforeTheBeginning() throws IOException {
    record(false, List.of(Frames.key(1_000), Frames.sound(990), Frames.sound(1_010)));
    assertThat(times()).containsExactly(0L, 0L, 10L);
  }

  @Test
  void timesBeyond24And31BitsAreKept() throws IOException {
    record(
        false,
        List.of(
            Frames.key(0),
            Frames.key(0xFF_FFFF),
            Frames.key(0x100_0000),
            Frames.key(0x7000_0000),
            Frames.key(0xC000_0000L),
            Frames.key(0x1_2000_0000L)));
    assertThat(times())
        .containsExactly(0L, 0xFF_FFFFL, 0x100_0000L, 0x7000_0000L, 0xC000_0000L, 0x1_2000_0000L);
    assertThat(Frames.metadataOf(file).member("duration").asNumber(0))
        .isEqualTo(0x1_2000_0000L / 1e3);
  }

  @Test
  void publisherMetadataIsMergedAndNotWrittenAgain() throws IOException {
    record(
        false,
        List.of(
            Frames.metadata(
                Map.of(
                    "encoder", AmfValue.of("obs"),
                    "duration", AmfValue.of(0),
                    "width", AmfValue.of(1),
                    "creationdate", AmfValue.of("yesterday"),
                    "framerate", AmfValue.of(25),
                    "nested", AmfValue.object(Map.of()))),
            Frames.videoConfig(0),
            Frames.key(0),
            Frames.cuePoint(0),
            Frames.key(1_000)));
    AmfValue metadata = Frames.metadataOf(file);
    assertThat(metadata.member("encoder").asText("")).isEqualTo("obs");
    assertThat(metadata.member("framerate").asNumber(0)).isEqualTo(25);
    assertThat(metadata.member("duration").asNumber(0)).isEqualTo(1);
    assertThat(metadata.member("width").asNumber(0)).isEqualTo(322);
    assertThat(metadata.member("creationdate").asText("")).isEqualTo("2026-11-22T10:15:30Z");
    assertThat(metadata.members()).doesNotContainKey("nested");
    assertThat(Frames.read(file)).filteredOn(tag -> tag.startsWith("18 ")).hasSize(1);
  }

  @Test
  void endlessPublisherMetadataIsLeftOut() throws IOException {
    Map<String, AmfValue> many = new HashMap<>();
    for (int i = 0; i < 1_000; i++) {
      many.put("name" + i, AmfValue.of("text"));
    }
    record(false, List.of(Frames.metadata(many), Frames.key(0), Frames.key(500)));
    AmfValue metadata = Frames.metadataOf(file);
    assertThat(metadata.member("duration").asNumber(0)).isEqualTo(0.5);
    assertThat(metadata.members()).doesNotContainKey("name1");
    assertThat(Frames.indexOf(metadata)).hasSize(2);
  }

  @Test
  void malformedPublisherMetadataIsLeftOut() throws IOException {
    MediaFrame torn =
        new FlvDemuxer()
            .frame(
                FlvTagType.SCRIPT_DATA,
                0,
                Unpooled.wrappedBuffer(
                    ByteBufUtil.decodeHexDump("02000a6f6e4d657461446174610300")));
    assertThat(torn.isConfig()).isTrue();
    record(false, List.of(torn, Frames.key(0)));
    assertThat(Frames.read(file)).hasSize(1);
  }

  @Test
  void configurationsThatChangeAreWritten() throws IOException {
    record(
        false,
        List.of(
            Frames.videoConfig(0),
            Frames.key(0),
            Frames.frame(Frames.VIDEO, 40, MediaFrame.CONFIG, "0142c00dffe000"),
            Frames.key(40)));
    assertThat(Frames.read(file).get(2)).isEqualTo("9 40 1700000000" + "0142c00dffe000");
  }

  @Test
  void enhancedCodecsAreRecorded() throws IOException {
    Track hevc = Track.Video.of(0, Codec.H265, DecoderConfig.NONE);
    Track opus = Track.Audio.of(0, Codec.OPUS, DecoderConfig.NONE);
    record(
        false,
        List.of(Frames.frame(hevc, 0, MediaFrame.KEY, "26"), Frames.frame(opus, 20, 0, "f8")));
    assertThat(Frames.read(file)).containsExactly("9 0 936876633126", "8 20 914f707573f8");
    assertThat((long) Frames.metadataOf(file).member("videocodecid").asNumber(0))
        .isEqualTo(0x6876_6331L);
  }

  @Test
  void codecsThatFlvHasNoFormForAreLeftOut() throws IOException {
    Track theora = Track.Video.of(0, Codec.video("theora", "Theora"), DecoderConfig.NONE);
    record(false, List.of(Frames.frame(theora, 0, MediaFrame.KEY, "00"), Frames.sound(5)));
    assertThat(Frames.read(file)).containsExactly("8 0 af01de02");
    assertThat(Frames.metadataOf(file).member("hasVideo").asBoolean(true)).isFalse();
    assertThat(Files.readAllBytes(file)[4]).isEqualTo((byte) 0b100);
  }

  @Test
  void appendGoesOnWithTheTimeline() throws IOException {
    record(false, Frames.seconds(1, 0));
    List<String> before = Frames.read(file);
    record(true, Frames.seconds(1, 7_000_000));
    List<String> after = Frames.read(file);
    assertThat(after).hasSize(2 * before.size()).startsWith(before.toArray(String[]::new));
    assertThat(times().get(before.size())).isEqualTo(971 + 40);
    assertThat(times()).isSorted();
    AmfValue metadata = Frames.metadataOf(file);
    assertThat(metadata.member("duration").asNumber(0)).isEqualTo(1.982);
    assertThat(metadata.member("filesize").asNumber(0)).isEqualTo(Files.size(file));
    assertThat(metadata.member("creationdate").asText("")).isEqualTo("2026-11-22T10:15:30Z");
    assertThat(Frames.indexOf(metadata)).isEqualTo(Frames.keyFrames(file)).hasSize(14);
  }

  @Test
  void appendToNothingBeginsAFile() throws IOException {
    record(true, Frames.seconds(1, 500));
    assertThat(times().get(0)).isZero();
    Files.write(file, new byte[0]);
    record(true, Frames.seconds(1, 500));
    assertThat(Frames.read(file)).hasSize(52);
  }

  @Test
  void recordReplacesTheFile() throws IOException {
    record(false, Frames.seconds(2, 0));
    record(false, List.of(Frames.key(0)));
    assertThat(Frames.read(file)).hasSize(1);
  }

  @Test
  void appendToAFileOfOtherOriginFindsRoomOrGoesWithout() throws IOException {
    try (FlvFileWriter writer = FlvFileWriter.create(file)) {
      writer.write(FlvTagType.SCRIPT_DATA, 0, Frames.metadata(Map.of()).payload());
      MediaFrame key = Frames.key(0);
      writer.write(key, 0);
    }
    record(true, List.of(Frames.key(50), Frames.key(90)));
    assertThat(times()).containsExactly(0L, 40L, 80L);
    assertThat(Frames.metadataOf(file).members()).doesNotContainKey("duration");
  }

  @Test
  void appendToAnotherFormatIsRefusedAndLeavesTheFileAlone() throws IOException {
    Files.writeString(file, "no flv at all");
    assertThatIOException()
        .isThrownBy(() -> provider.open(file, true, LOG))
        .withMessageContaining("FLV signature");
    assertThat(file).hasContent("no flv at all");
    assertThat(folder).isDirectoryNotContaining("glob:**.recording");
  }

  @Test
  void oneFileIsRecordedOnce() throws IOException {
    try (Recorder first = provider.open(file, false, LOG)) {
      assertThat(folder.resolve("x.flv.recording")).exists();
      assertThatIOException()
          .isThrownBy(() -> provider.open(file, false, LOG))
          .withMessageContaining("is being recorded");
      first.flush();
    }
    assertThat(folder.resolve("x.flv.recording")).doesNotExist();
  }

  @Test
  void whatIsFlushedIsInTheFile() throws IOException {
    try (Recorder recorder = provider.open(file, false, LOG)) {
      write(recorder, Frames.seconds(1, 0));
      assertThat(Frames.read(file)).isEmpty();
      recorder.flush();
      assertThat(Frames.read(file)).hasSize(52);
      assertThat(Frames.metadataOf(file).member("duration").asNumber(-1)).isZero();
    }
  }

  private List<Long> times() throws IOException {
    return Frames.read(file).stream().map(tag -> Long.valueOf(tag.split(" ", -1)[1])).toList();
  }

  private void record(boolean append, List<MediaFrame> frames) throws IOException {
    try (Recorder recorder = provider.open(file, append, LOG)) {
      write(recorder, frames);
    }
  }

  private static void write(Recorder recorder, List<MediaFrame> frames) throws IOException {
    for (MediaFrame frame : frames) {
      recorder.write(frame);
      assertThat(frame.release()).isTrue();
    }
  }
}
