package org.millrace.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateLibrariesTest {
  @TempDir private Path folder;
  private Path classes;
  private Path inside;

  @BeforeEach
  void nameFolders() {
    classes = folder.resolve("classes");
    inside = classes.resolve("META-INF/lib");
  }

  @Test
  void lieInThePlugin() throws IOException {
    PrivateLibraries.copy(List.of(jar("h2-2.jar", "two")), classes);

    assertThat(inside.resolve("h2-2.jar")).hasContent("two");
  }

  @Test
  void anotherVersionReplacesTheOldOne() throws IOException {
    PrivateLibraries.copy(List.of(jar("h2-2.jar", "two")), classes);
    PrivateLibraries.copy(List.of(jar("h2-3.jar", "three")), classes);
    PrivateLibraries.copy(List.of(jar("h2-3.jar", "four!")), classes);

    assertThat(inside).isDirectoryContaining("glob:**h2-3.jar");
    assertThat(inside).isDirectoryNotContaining("glob:**h2-2.jar");
    assertThat(inside.resolve("h2-3.jar")).hasContent("four!");
  }

  @Test
  void aPluginWithoutThemHasNoFolder() throws IOException {
    PrivateLibraries.copy(List.of(), classes);

    assertThat(classes).doesNotExist();
  }

  private Path jar(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }
}
