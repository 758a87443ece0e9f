package org.millrace.server.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.millrace.api.stream.CloseReason;
import org.millrace.api.stream.PublicationOwner;
import org.millrace.api.stream.StreamKey;
import org.millrace.server.fake.FakeStreams;
import org.millrace.server.fake.FakeStreams.FakePublication;
import org.millrace.server.fake.LineFormat;
import org.millrace.server.fake.LineFormat.Reading;

class FilePlaybackTest {
  private static final long START = 123_456_789;
  private static final StreamKey KEY = new StreamKey("live", "demo");
  private static final PublicationOwner OWNER =
      new PublicationOwner() {
        @Override
        public String describe() {
          return "the test";
        }

        @Override
        public void onClosed(CloseReason reason) {
          throw new AssertionError("nobody else ends it");
        }
      };

  @TempDir private Path folder;
  private FakePublication publication;

  @BeforeEach
  void publish() throws Exception {
    publication = new FakeStreams().publish(KEY, new EmbeddedChannel().eventLoop(), OWNER);
  }

  @Test
  void framesAreWrittenWhenTheyAreDue() throws Exception {
    try (FilePlayback playback = playback("key 0", "audio 10", "video 40", "audio 31")) {
      assertThat(writeAt(playback, 0)).isEqualTo(10);
      assertThat(writeAt(playback, 9)).isEqualTo(1);
      assertThat(written()).containsExactly("key 0");
      assertThat(writeAt(playback, 10)).isEqualTo(30);
      assertThat(writeAt(playback, 41)).isNegative();
      assertThat(written()).containsExactly("key 0", "audio 10", "video 40", "audio 31");
    }
  }

  @Test
  void firstFrameIsDueAtOnceWhateverItsTime() throws Exception {
    try (FilePlayback playback = playback("key 5000", "video 5040")) {
      assertThat(writeAt(playback, 0)).isEqualTo(40);
      assertThat(written()).containsExactly("key 5000");
    }
  }

  @Test
  void littleDelayIsMadeUpFor() throws Exception {
    try (FilePlayback playback = playback("key 0", "video 40", "video 80", "video 120")) {
      assertThat(writeAt(playback, 100)).isEqualTo(20);
      assertThat(written()).containsExactly("key 0", "video 40", "video 80");
    }
  }

  @Test
  void longPauseOfTheMachineMakesNoBurst() throws Exception {
    try (FilePlayback playback = playback("key 0", "video 40", "video 80", "video 120")) {
      writeAt(playback, 0);
      assertThat(writeAt(playback, 3_600_000)).isEqualTo(40);
      assertThat(written()).containsExactly("key 0", "video 40");
    }
  }

  @Test
  void emptyFileIsRefused() throws Exception {
    assertThatThrownBy(this::playback).isInstanceOf(IOException.class).hasMessage("holds no frame");
  }

  private FilePlayback playback(String... lines) throws IOException {
    Path file = Files.write(folder.resolve("clip.flv"), List.of(lines));
    return new FilePlayback(new LoopingReader(file, new Reading("flv"), false), START);
  }

  /** Writes at so many milliseconds after the start; returns the milliseconds to wait. */
  private long writeAt(FilePlayback playback, long millis) throws IOException {
    long wait = playback.writeDue(publication, START + TimeUnit.MILLISECONDS.toNanos(millis));
    return wait < 0 ? wait : TimeUnit.NANOSECONDS.toMillis(wait);
  }

  private List<String> written() {
    return publication.written().stream().map(LineFormat::line).toList();
  }
}
