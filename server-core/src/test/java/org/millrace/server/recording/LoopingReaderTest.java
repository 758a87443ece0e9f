package org.millrace.server.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.millrace.api.media.MediaFrame;
import org.millrace.server.fake.LineFormat;
import org.millrace.server.fake.LineFormat.Reading;

class LoopingReaderTest {
  @TempDir private Path folder;

  @Test
  void fileIsReadOnceAsItIs() throws Exception {
    assertThat(read(false, 9, "config A", "key 0", "video 40", "eos 80"))
        .containsExactly("config 0", "key 0", "video 40", "eos 80");
  }

  @Test
  void headersAndEndsAreNotRepeated() throws Exception {
    assertThat(read(true, 6, "config A", "key 0", "video 40", "eos 80"))
        .containsExactly("config 0", "key 0", "video 40", "key 80", "video 120", "key 160");
  }

  @Test
  void headersThatChangeAreRepeated() throws Exception {
    assertThat(read(true, 7, "config A", "key 0", "config B", "key 40"))
        .containsExactly(
            "config 0", "key 0", "config 0", "key 40", "config 80", "key 80", "config 80");
  }

  @Test
  void fileThatCannotBeRepeatedIsRefused() {
    assertThatThrownBy(() -> read(true, 9, "config A", "key 0"))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("no two frames of sound or pictures");
    assertThatThrownBy(() -> read(true, 9)).isInstanceOf(IOException.class);
  }

  private List<String> read(boolean endless, int most, String... lines) throws IOException {
    Path file = Files.write(folder.resolve("clip.flv"), List.of(lines));
    List<String> seen = new ArrayList<>();
    try (LoopingReader reader = new LoopingReader(file, new Reading("flv"), endless)) {
      MediaFrame frame = reader.read();
      while (frame != null && seen.size() < most) {
        seen.add(LineFormat.line(frame));
        frame = reader.read();
      }
    }
    return seen;
  }
}
