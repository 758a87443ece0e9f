package org.millrace.hls.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.logging.log4j.LogManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.millrace.hls.segment.MediaBytes;

class DiskStoreTest {
  @TempDir private Path root;

  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final List<MediaBytes> outcomes = new ArrayList<>();

  private DiskStore store(Path folder) {
    return new DiskStore(
        folder, channel.eventLoop(), Runnable::run, LogManager.getLogger(DiskStoreTest.class));
  }

  private MediaBytes keep(DiskStore store, String name) {
    BufferBytes bytes =
        new BufferBytes(Unpooled.copiedBuffer("segment", StandardCharsets.US_ASCII));
    store.keep(name, bytes, outcomes::add);
    channel.runPendingTasks();
    bytes.release();
    return outcomes.get(outcomes.size() - 1);
  }

  @Test
  void aSegmentIsAFileUntilItIsDeleted() throws IOException {
    DiskStore store = store(root.resolve("hls-1"));
    MediaBytes kept = keep(store, "video-0.m4s");
    Path file = ((FileBytes) kept).path();
    assertThat(Files.readString(file)).isEqualTo("segment");
    assertThat(kept.length()).isEqualTo(7);
    store.delete(kept);
    assertThat(file).doesNotExist();
  }

  @Test
  void aStreamsFolderGoesWithIt() {
    DiskStore store = store(root.resolve("hls-1"));
    keep(store, "video-0.m4s");
    store.close();
    assertThat(root.resolve("hls-1")).doesNotExist();
  }

  @Test
  void whatCannotBeWrittenIsAGap() throws IOException {
    Files.writeString(root.resolve("hls-1"), "a file where the folder should be");
    assertThat(keep(store(root.resolve("hls-1")), "video-0.m4s").length()).isZero();
  }

  @Test
  void theStartDeletesWhatAnEarlierRunHasLeftAndNothingElse() throws IOException {
    SegmentFolders folders = new SegmentFolders(root);
    Files.createDirectories(folders.of("old"));
    Files.writeString(folders.of("old").resolve("video-0.m4s"), "old");
    Files.writeString(root.resolve("mine.txt"), "mine");
    folders.clear();
    assertThat(folders.of("old")).doesNotExist();
    assertThat(root.resolve("mine.txt")).exists();
  }
}
