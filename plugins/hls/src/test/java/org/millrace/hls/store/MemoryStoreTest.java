package org.millrace.hls.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.millrace.hls.segment.MediaBytes;
import org.millrace.http.HttpReply;

class MemoryStoreTest {
  private static final Logger LOG = LogManager.getLogger(MemoryStoreTest.class);
  private static final int LENGTH = 100_000;

  @TempDir private Path elsewhere;

  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final List<MediaBytes> outcomes = new ArrayList<>();

  @BeforeEach
  void systemHasFilesInMemory() {
    assumeTrue(Files.isWritable(MemoryFiles.FOLDER));
  }

  private static MemoryFiles files(int most) {
    return MemoryFiles.in(MemoryFiles.FOLDER, most, LOG).orElseThrow();
  }

  private void keep(MemoryStore store, int length) {
    BufferBytes bytes = new BufferBytes(Unpooled.buffer().writeZero(length - 1).writeByte('!'));
    store.keep("video-0.m4s", bytes, outcomes::add);
    channel.runPendingTasks();
    bytes.release();
  }

  private MemoryStore store(MemoryFiles files) {
    return new MemoryStore(files, channel.eventLoop(), Runnable::run);
  }

  private static List<Path> names() throws IOException {
    try (Stream<Path> all = Files.list(MemoryFiles.FOLDER)) {
      return all.filter(path -> path.getFileName().toString().startsWith("millrace-")).toList();
    }
  }

  @Test
  void aSegmentIsAFileWithoutANameUntilItsLastReaderIsDone() throws IOException {
    MemoryFiles files = files(1);
    MemoryStore store = store(files);
    keep(store, LENGTH);
    MediaBytes kept = outcomes.get(0);
    HttpReply reply = kept.reply("video/mp4").orElseThrow();
    assertThat(kept.length()).isEqualTo(LENGTH);
    assertThat(names()).isEmpty();
    store.delete(kept);
    ByteBuffer last = ByteBuffer.allocate(2);
    assertThat(((HttpReply.Body.Open) reply.body()).file().channel().read(last, LENGTH - 1))
        .isEqualTo(1);
    assertThat(last.get(0)).isEqualTo((byte) '!');
    assertThat(files.open()).isEqualTo(1);
    reply.release();
    assertThat(files.open()).isZero();
    assertThat(kept.reply("video/mp4")).isEmpty();
  }

  @Test
  void noMoreFilesAreOpenThanMayBe() {
    MemoryStore store = store(files(1));
    keep(store, LENGTH);
    keep(store, LENGTH);
    assertThat(outcomes).hasSize(1);
    store.delete(outcomes.get(0));
    keep(store, LENGTH);
    assertThat(outcomes).hasSize(2);
    store.delete(outcomes.get(1));
  }

  @Test
  void shortSegmentsStayInTheirBuffers() {
    keep(store(files(1)), 1000);
    assertThat(outcomes).isEmpty();
  }

  @Test
  void foldersThatAreNotInMemoryAreNotUsed() throws IOException {
    assertThat(MemoryFiles.in(elsewhere.resolve("none"), 1, LOG)).isEqualTo(Optional.empty());
    assumeTrue(!Files.getFileStore(elsewhere).type().equals("tmpfs"));
    assertThat(MemoryFiles.in(elsewhere, 1, LOG)).isEqualTo(Optional.empty());
  }
}
