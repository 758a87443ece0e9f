package org.millrace.server.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.millrace.api.stream.Publication;

class GroupCacheTest {
  private final Viewer late = new Viewer();

  private static Stage stage(long maxBytes, Duration maxLength) {
    return new Stage(new PolicyBuilder().groupCache(maxBytes, maxLength).build());
  }

  @Test
  void groupThatGetsTooLongIsNotCachedAndTheNextOneIs() throws Exception {
    try (Stage stage = stage(1 << 20, Duration.ofSeconds(2))) {
      Publication publication = stage.publish();
      stage.subscribe(new Viewer());
      stage.write(publication, Frames.key(0, "k0"), Frames.video(2_001, "v1"));
      assertThat(stage.heldFrames()).isZero();
      stage.subscribe(late);
      stage.write(publication, Frames.video(2_040, "v2"));
      assertThat(late.seen).isEmpty();
      stage.write(publication, Frames.key(2_080, "k3"), Frames.video(2_120, "v4"));
      assertThat(late.seen).containsExactly("k3", "v4");
      assertThat(stage.heldFrames()).isEqualTo(2);
    }
  }

  @Test
  void groupThatGetsTooLargeIsNotCached() throws Exception {
    try (Stage stage = stage(100_000, Duration.ofMinutes(1))) {
      Publication publication = stage.publish();
      stage.write(publication, Frames.key(0, "k0"));
      assertThat(stage.heldFrames()).isEqualTo(1);
      stage.write(publication, Frames.video(40, "v1" + "#".repeat(100_000)));
      assertThat(stage.heldFrames()).isZero();
      stage.subscribe(late);
      assertThat(late.seen).isEmpty();
    }
  }

  @Test
  void nothingIsCachedWithoutRoomForIt() throws Exception {
    try (Stage stage = stage(0, Duration.ofMinutes(1))) {
      Publication publication = stage.publish();
      Viewer early = new Viewer();
      stage.subscribe(early);
      stage.write(publication, Frames.key(0, "k0"), Frames.video(40, "v1"));
      assertThat(early.seen).containsExactly("k0", "v1");
      assertThat(stage.heldFrames()).isZero();
    }
  }

  @Test
  void framesWithoutBytesAreBoundedToo() throws Exception {
    try (Stage stage = stage(100_000, Duration.ofMinutes(1))) {
      Publication publication = stage.publish();
      for (int i = 0; i < 1_000; i++) {
        stage.write(publication, i == 0 ? Frames.key(0, "") : Frames.video(i, ""));
      }
      assertThat(stage.heldFrames()).isLessThan(400);
    }
  }
}
