package org.millrace.samples.rawvideo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SizeTest {

  /** What the README says; blank lines and comments do not count. */
  @Test
  void aProtocolIsWrittenInUnder150Lines() throws IOException {
    long lines = 0;
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      List<Path> sources = files.filter(file -> file.toString().endsWith(".java")).toList();
      assertThat(sources).isNotEmpty();
      for (Path source : sources) {
        lines += Files.readAllLines(source).stream().filter(SizeTest::isCode).count();
      }
    }
    assertThat(lines).isBetween(1L, 149L);
  }

  private static boolean isCode(String line) {
    return !line.isBlank() && !line.strip().matches("(//|/\\*|\\*).*");
  }
}
