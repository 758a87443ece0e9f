package org.millrace.server.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkFolderTest {
  @TempDir Path temporary;

  @Test
  void foldersOfKilledProcessesAreRemovedAndThoseInUseAreNot() throws IOException {
    Path abandoned = Files.createTempDirectory(temporary, "millrace-plugins-");
    Files.createFile(abandoned.resolve("lock"));
    Files.writeString(Files.createDirectory(abandoned.resolve("1")).resolve("a.jar"), "old");

    try (WorkFolder first = WorkFolder.create(temporary);
        WorkFolder second = WorkFolder.create(temporary)) {
      assertThat(abandoned).doesNotExist();
      assertThat(first.path()).exists().isNotEqualTo(second.path());
    }
  }

  @Test
  void copiesOfOneNameDoNotMeet() throws IOException {
    Path jar = Files.writeString(temporary.resolve("a.jar"), "1");
    try (WorkFolder work = WorkFolder.create(temporary)) {
      Path one = work.copy(jar);
      Files.writeString(jar, "2");
      Path other = work.copy(jar);

      assertThat(one).hasContent("1").hasFileName("a.jar");
      assertThat(other).hasContent("2").hasFileName("a.jar");

      work.discard(one);
      assertThat(one.getParent()).doesNotExist();
      assertThat(other).exists();
    }
  }

  @Test
  void closingRemovesEverything() throws IOException {
    Path path;
    try (WorkFolder work = WorkFolder.create(temporary)) {
      path = work.path();
      work.copy(Files.writeString(temporary.resolve("a.jar"), "1"));
    }

    assertThat(path).doesNotExist();
  }
}
