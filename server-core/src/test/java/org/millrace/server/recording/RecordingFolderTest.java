package org.millrace.server.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.millrace.api.application.Refusal;
import org.millrace.api.application.RefusedException;

class RecordingFolderTest {
  @TempDir private Path base;
  private Path storage;
  private RecordingFolder folder;

  @BeforeEach
  void open() throws IOException {
    base = base.toRealPath();
    storage = base.resolve("storage");
    folder = new RecordingFolder(storage);
  }

  @Test
  void foldersOfANameAreMade() throws Exception {
    Path file = folder.prepare(folder.resolve("a/b/cam.flv"));

    assertThat(file).isEqualTo(storage.resolve("a/b/cam.flv"));
    assertThat(file.getParent()).isDirectory();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "/etc/passwd",
        "..",
        "../x",
        "a/../../x",
        "a/./b",
        "a//b",
        "a/",
        "a\\b",
        "a:b",
        "a\u0000b",
        "a\nb"
      })
  void namesThatAreNoPlainPathAreRefused(String name) {
    assertThat(catchThrowableOfType(RefusedException.class, () -> folder.resolve(name)))
        .extracting(RefusedException::refusal)
        .isEqualTo(Refusal.BAD_NAME);
  }

  @Property(tries = 2_000)
  void noNameLeadsOut(
      @ForAll @StringLength(max = 12) @Chars({'.', '/', '\\', ':', 'a', '\u0000', ' ', '~'})
          String name) {
    Path root = Path.of("/srv/media");
    try {
      Path file = new RecordingFolder(root).resolve(name);
      assertThat(file).isNotEqualTo(root).isEqualTo(file.normalize());
      assertThat(file.startsWith(root)).isTrue();
    } catch (RefusedException e) {
      assertThat(e.refusal()).isEqualTo(Refusal.BAD_NAME);
    }
  }

  @Test
  void linkedFolderThatLeadsOutIsRefused() throws Exception {
    Files.createDirectory(storage);
    Files.createSymbolicLink(storage.resolve("out"), base);

    assertThatThrownBy(() -> folder.prepare(folder.resolve("out/cam.flv")))
        .isInstanceOf(IOException.class)
        .hasMessage("a symbolic link leads out of " + storage + " to " + base);
    assertThat(base.resolve("cam.flv")).doesNotExist();
  }

  @Test
  void linkedFileThatLeadsOutIsRefused() throws Exception {
    Files.createDirectory(storage);
    Path secret = Files.writeString(base.resolve("secret"), "keep me");
    Files.createSymbolicLink(storage.resolve("cam.flv"), secret);

    assertThatThrownBy(() -> folder.prepare(folder.resolve("cam.flv")))
        .hasMessage("a symbolic link leads out of " + storage + " to " + secret);
  }

  @Test
  void linkToNowhereIsRefused() throws Exception {
    Files.createDirectory(storage);
    Files.createSymbolicLink(storage.resolve("cam.flv"), base.resolve("not-there"));

    assertThatThrownBy(() -> folder.prepare(folder.resolve("cam.flv")))
        .isInstanceOf(IOException.class);
    assertThat(base.resolve("not-there")).doesNotExist();
  }

  @Test
  void linksWithinTheStorageAreFollowed() throws Exception {
    Files.createDirectories(storage.resolve("real"));
    Files.createSymbolicLink(storage.resolve("link"), storage.resolve("real"));

    assertThat(folder.prepare(folder.resolve("link/cam.flv")))
        .isEqualTo(storage.resolve("real/cam.flv"));
  }

  @Test
  void storageMayBeALinkItself() throws Exception {
    Path disk = Files.createDirectory(base.resolve("disk"));
    Files.createSymbolicLink(storage, disk);

    assertThat(folder.prepare(folder.resolve("cam.flv"))).isEqualTo(disk.resolve("cam.flv"));
  }

  @Test
  void folderInPlaceOfTheFileIsRefused() throws Exception {
    Files.createDirectories(storage.resolve("cam.flv"));

    assertThatThrownBy(() -> folder.prepare(folder.resolve("cam.flv")))
        .hasMessage(storage.resolve("cam.flv") + " is not a regular file");
  }
}
