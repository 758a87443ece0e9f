package org.millrace.hls.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.millrace.api.media.MediaTime;
import org.millrace.hls.segment.MediaBytes;
import org.millrace.hls.segment.Segment;
import org.millrace.hls.segment.SegmentHead;
import org.millrace.hls.store.BufferBytes;
import org.millrace.hls.store.FileBytes;
import org.millrace.hls.store.SegmentStore;
import org.millrace.hls.store.StoredBytes;
import org.millrace.http.HttpReply;

class SegmentListTest {
  private static final int LENGTH = 100;
  private static final long DURATION = MediaTime.of(Duration.ofSeconds(2));
  private static final long PARTS_FOR = 3 * DURATION;

  private final Disk disk = new Disk();
  private final SegmentList list =
      new SegmentList(disk, MediaTime.of(Duration.ofSeconds(20)), 1 << 20);

  /** A disk that is as slow as the test wants. */
  private static final class Disk implements SegmentStore {
    private final List<Outcome> writing = new ArrayList<>();
    private final List<MediaBytes> deleted = new ArrayList<>();
    private int written;
    private boolean isElsewhere = true;

    void write() {
      writing.remove(0).accept(new FileBytes(Path.of("s" + written++), LENGTH));
    }

    void fail() {
      writing.remove(0).accept(MediaBytes.NONE);
    }

    @Override
    public boolean isElsewhere() {
      return isElsewhere;
    }

    @Override
    public void keep(String name, MediaBytes bytes, Outcome outcome) {
      writing.add(outcome);
    }

    @Override
    public void delete(MediaBytes bytes) {
      deleted.add(bytes);
    }

    @Override
    public void close() {}
  }

  private void add(long number) {
    BufferBytes bytes = new BufferBytes(Unpooled.buffer().writeZero(LENGTH));
    SegmentHead head = new SegmentHead(number, 0, number * DURATION, Instant.EPOCH, null, null);
    list.add(new Segment(head, DURATION, true, List.of(), bytes), bytes, "s", PARTS_FOR);
  }

  private Segment listed(int index) {
    return list.listed().get(index);
  }

  @Test
  void segmentsLeaveMemoryWhenTheirPartsAreNotAskedForAnyMore() {
    for (int number = 0; number < 6; number++) {
      add(number);
      disk.write();
    }
    assertThat(listed(0).bytes()).isEqualTo(new FileBytes(Path.of("s0"), LENGTH));
    assertThat(listed(5).bytes().take()).hasValueSatisfying(bytes -> bytes.release());
    assertThat(list.bytesInMemory()).isEqualTo(4 * LENGTH);
    list.close();
    assertThat(list.bytesInMemory()).isZero();
  }

  @Test
  void aSlowDiskKeepsSegmentsInMemory() {
    for (int number = 0; number < 6; number++) {
      add(number);
    }
    assertThat(list.bytesInMemory()).isEqualTo(6 * LENGTH);
    disk.write();
    assertThat(listed(0).bytes()).isInstanceOf(FileBytes.class);
    list.close();
  }

  @Test
  void newSegmentsAreSentFromTheirFilesWhileTheirPartsAreStillInMemory() {
    add(0);
    disk.write();
    MediaBytes bytes = list.find(0).orElseThrow().bytes();
    assertThat(bytes).isInstanceOf(StoredBytes.class);
    assertThat(bytes.take()).hasValueSatisfying(inMemory -> inMemory.release());
    assertThat(bytes.reply("video/mp4"))
        .hasValueSatisfying(
            reply -> assertThat(reply.body()).isInstanceOf(HttpReply.Body.File.class));
    list.close();
  }

  @Test
  void filesInMemoryCountAsMemory() {
    disk.isElsewhere = false;
    for (int number = 0; number < 6; number++) {
      add(number);
      disk.write();
    }
    assertThat(list.bytesInMemory()).isEqualTo((6 + 4) * LENGTH);
    list.close();
    assertThat(list.bytesInMemory()).isZero();
    assertThat(disk.deleted).hasSize(6);
  }

  @Test
  void whatCannotBeWrittenBecomesAGap() {
    add(0);
    disk.fail();
    assertThat(listed(0).isGap()).isFalse();
    for (int number = 1; number < 6; number++) {
      add(number);
    }
    assertThat(listed(0).isGap()).isTrue();
    assertThat(list.find(0)).hasValueSatisfying(segment -> assertThat(segment.isGap()).isTrue());
    list.close();
  }

  @Test
  void filesAreDeletedWithTheirSegmentsAlsoIfTheyAreWrittenTooLate() {
    add(0);
    list.close();
    assertThat(list.find(0)).isEmpty();
    disk.write();
    assertThat(disk.deleted).containsExactly(new FileBytes(Path.of("s0"), LENGTH));
  }
}
