package org.millrace.flvrecording;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.millrace.api.media.MediaFrame;
import org.millrace.api.recording.Recorder;
import org.millrace.flv.amf.AmfValue;
import org.millrace.flv.file.FlvFileWriter;

class FlvRepairTest {
  private static final Logger LOG = LogManager.getLogger(FlvRepairTest.class);

  /** Cuts near the end fall on every byte of some tags; lower ones into the head, too. */
  private static final int INDEX_ENTRIES = 4;

  private final FlvRecorderProvider provider =
      new FlvRecorderProvider(INDEX_ENTRIES, Clock.systemUTC());

  @Test
  void everyCutOfASmallRecordingIsRepaired(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("x.flv");
    byte[] whole = killed(file, List.of(Frames.videoConfig(0), Frames.key(0), Frames.sound(9)));
    List<String> frames = Frames.read(file);
    int headLength = MetadataBody.length(INDEX_ENTRIES) + 13 + 15;
    for (int length = headLength - 20; length <= whole.length; length++) {
      assertRepaired(file, Arrays.copyOf(whole, length), frames);
    }
    assertRepaired(file, new byte[0], frames);
    assertRepaired(file, Arrays.copyOf(whole, 5), frames);
    assertRepaired(file, Arrays.copyOf(whole, 20), frames);
  }

  @Property(tries = 25)
  void everyCutIsRepaired(
      @ForAll @IntRange(min = 0, max = 3) int seconds,
      @ForAll @LongRange(min = 0, max = 1_000_000) long cut)
      throws IOException {
    Path folder = Files.createTempDirectory("flv-repair");
    Path file = folder.resolve("x.flv");
    try {
      byte[] whole = killed(file, Frames.seconds(seconds, 5_000));
      List<String> frames = Frames.read(file);
      assertRepaired(file, Arrays.copyOf(whole, (int) (cut % (whole.length + 1))), frames);
    } finally {
      Files.deleteIfExists(file);
      Files.delete(folder);
    }
  }

  @Test
  void zerosAtTheEndAreCutOff(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("x.flv");
    byte[] whole = killed(file, Frames.seconds(1, 0));
    List<String> frames = Frames.read(file);
    assertRepaired(file, Arrays.copyOf(whole, whole.length + 100), frames);
    assertThat(Frames.read(file)).isEqualTo(frames);
  }

  @Test
  void repairedFilesCanBeAppendedTo(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("x.flv");
    killed(file, Frames.seconds(1, 0));
    provider.repair(folder, LOG);
    write(provider.open(file, true, LOG), Frames.seconds(1, 0));
    assertThat(Frames.read(file)).hasSize(2 * 52);
    assertThat(Frames.metadataOf(file).member("duration").asNumber(0)).isEqualTo(1.982);
  }

  @Test
  void whatWasThereBeforeAppendIsNotCut(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("x.flv");
    writeWithWrongTrailers(file);
    List<String> before = Frames.read(file);
    byte[] killed = killedWhileAppending(file, Frames.seconds(1, 0));
    mark(file, killed);
    provider.repair(folder, LOG);
    assertThat(Frames.read(file)).hasSize(before.size() + 52).containsAll(before);
  }

  @Test
  void filesWithoutMarkerAreNotTouched(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("x.flv");
    Files.write(file, new byte[] {1, 2, 3});
    provider.repair(folder, LOG);
    assertThat(file).hasBinaryContent(new byte[] {1, 2, 3});
  }

  @Test
  void recordingsThatGoOnAreNotTouched(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("x.flv");
    try (Recorder recorder = provider.open(file, false, LOG)) {
      provider.repair(folder, LOG);
      assertThat(folder.resolve("x.flv.recording")).exists();
      for (MediaFrame frame : Frames.seconds(1, 0)) {
        recorder.write(frame);
      }
    }
    assertThat(Frames.read(file)).hasSize(52);
  }

  @Test
  void subFoldersAreLookedThrough(@TempDir Path folder) throws IOException {
    Path file = Files.createDirectories(folder.resolve("a/b")).resolve("x.flv");
    killed(file, Frames.seconds(1, 0));
    provider.repair(folder, LOG);
    assertThat(file.resolveSibling("x.flv.recording")).doesNotExist();
    assertThat(Frames.metadataOf(file).member("duration").asNumber(0)).isEqualTo(0.971);
  }

  @Test
  void markersWithoutRecordingAreRemoved(@TempDir Path folder) throws IOException {
    Path marker = Files.createFile(folder.resolve("x.flv.recording"));
    provider.repair(folder, LOG);
    assertThat(marker).doesNotExist();
    assertThat(folder.resolve("x.flv")).doesNotExist();
  }

  @Test
  void oneFileThatCannotBeRepairedDoesNotStopTheOthers(@TempDir Path folder) throws IOException {
    Path broken = folder.resolve("a.flv");
    Files.writeString(broken, "no flv at all");
    Files.writeString(folder.resolve("a.flv.recording"), "13");
    Path file = folder.resolve("b.flv");
    killed(file, Frames.seconds(1, 0));
    provider.repair(folder, LOG);
    assertThat(broken).hasContent("no flv at all");
    assertThat(Frames.metadataOf(file).member("duration").asNumber(0)).isEqualTo(0.971);
  }

  private void assertRepaired(Path file, byte[] torn, List<String> all) throws IOException {
    mark(file, torn);
    provider.repair(file.getParent(), LOG);
    List<String> kept = Frames.read(file);
    assertThat(kept).isEqualTo(all.subList(0, kept.size()));
    AmfValue metadata = Frames.metadataOf(file);
    assertThat(metadata.member("filesize").asNumber(0)).isEqualTo(Files.size(file));
    assertThat(Frames.indexOf(metadata).entrySet()).isSubsetOf(Frames.keyFrames(file).entrySet());
    assertThat(file.resolveSibling("x.flv.recording")).doesNotExist();
    int lost = torn.length - (int) Files.size(file);
    assertThat(lost).isLessThan(kept.size() == all.size() ? 200 : 80);
  }

  private static void mark(Path file, byte[] torn) throws IOException {
    Files.write(file, torn);
    Path marker = file.resolveSibling(file.getFileName() + ".recording");
    if (!Files.exists(marker)) {
      Files.writeString(marker, "0");
    }
  }

  /** What a recorder that was killed leaves behind. */
  private byte[] killed(Path file, List<MediaFrame> frames) throws IOException {
    return killed(file, provider.open(file, false, LOG), frames);
  }

  private byte[] killedWhileAppending(Path file, List<MediaFrame> frames) throws IOException {
    return killed(file, provider.open(file, true, LOG), frames);
  }

  private static byte[] killed(Path file, Recorder recorder, List<MediaFrame> frames)
      throws IOException {
    Path marker = file.resolveSibling(file.getFileName() + ".recording");
    byte[] bytes;
    byte[] mark;
    try (recorder) {
      for (MediaFrame frame : frames) {
        recorder.write(frame);
      }
      recorder.flush();
      bytes = Files.readAllBytes(file);
      mark = Files.readAllBytes(marker);
    }
    Files.write(file, bytes);
    Files.write(marker, mark);
    return bytes;
  }

  private static void write(Recorder recorder, List<MediaFrame> frames) throws IOException {
    try (recorder) {
      for (MediaFrame frame : frames) {
        recorder.write(frame);
      }
    }
  }

  private static void writeWithWrongTrailers(Path file) throws IOException {
    long end;
    try (FlvFileWriter writer = FlvFileWriter.create(file)) {
      writer.write(Frames.key(0), 0);
      end = writer.position();
    }
    byte[] bytes = Files.readAllBytes(file);
    Arrays.fill(bytes, (int) end - 4, (int) end, (byte) 0);
    Files.write(file, bytes, StandardOpenOption.TRUNCATE_EXISTING);
    try (FlvFileWriter writer = FlvFileWriter.append(file, end)) {
      writer.write(Frames.sound(10), 10);
    }
  }
}
