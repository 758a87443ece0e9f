package org.millrace.http.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.millrace.doubles.LogRecorder;

class TokenFileTest {
  private final LogRecorder log = new LogRecorder("http");
  @TempDir private Path folder;

  @Test
  void oneIsMadeForItsOwnerAloneAndFoundAgain() throws IOException {
    Path file = folder.resolve("run").resolve("admin-token");
    TokenFile.open(file, log.logger());
    String text = Files.readString(file).strip();

    assertThat(text).hasSizeGreaterThan(40);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(TokenFile.open(file, log.logger()).matches(text)).isTrue();
    assertThat(log.lines()).hasSize(1).first().asString().contains(file.toString());
    assertThat(log.lines().get(0)).doesNotContain(text);
  }

  @Test
  void oneThatOthersCanReadIsNone() throws IOException {
    Path file = Files.writeString(folder.resolve("token"), "0123456789abcdef\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    assertThatIOException()
        .isThrownBy(() -> TokenFile.open(file, log.logger()))
        .withMessageContaining("mode rw-r--r-- (expected: rw-------)");
  }

  @Test
  void oneThatCanBeGuessedIsNone() throws IOException {
    Path file = Files.writeString(folder.resolve("token"), "admin\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    assertThatIOException()
        .isThrownBy(() -> TokenFile.open(file, log.logger()))
        .withMessageContaining("5 characters");
  }
}
