package org.millrace.server.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.logging.log4j.Logger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.millrace.api.application.Refusal;
import org.millrace.api.application.RefusedException;
import org.millrace.api.recording.Recorder;
import org.millrace.api.recording.RecorderProvider;
import org.millrace.api.server.RecordedFile;

class RecordedFilesTest {
  @TempDir private Path base;
  private Path storage;
  private final Set<Path> busy = new HashSet<>();
  private RecordedFiles files;

  @BeforeEach
  void open() throws IOException {
    storage = base.toRealPath().resolve("storage");
    FileFormats formats = new FileFormats();
    formats.add("test", List.of(new Txt()), List.of());
    files = new RecordedFiles("live", new RecordingFolder(storage), formats, busy::contains);
  }

  private Path file(String path) throws IOException {
    Path file = storage.resolve(path).normalize();
    Files.createDirectories(file.getParent());
    return Files.writeString(file, "1234");
  }

  private interface Call {
    void run() throws RefusedException;
  }

  private static Refusal refusal(Call call) {
    return catchThrowableOfType(RefusedException.class, call::run).refusal();
  }

  @Test
  void listHasWhatPluginsWriteInTheOrderOfPathsUpToALimit() throws Exception {
    assertThat(files.list(10)).isEmpty();
    busy.add(file("b.txt"));
    file("sub/a.txt");
    file("a.txt");
    file("notes.doc");
    Files.createSymbolicLink(storage.resolve("link.txt"), file("../outside.txt"));

    assertThat(files.list(10))
        .extracting(RecordedFile::path)
        .containsExactly("a.txt", "b.txt", "sub/a.txt");
    assertThat(files.list(2)).extracting(RecordedFile::recording).containsExactly(false, true);
    assertThat(files.list(1).get(0).bytes()).isEqualTo(4);
  }

  @Test
  void noPathLeadsOut() throws Exception {
    Path outside = file("../outside.txt");
    Files.createDirectories(storage);
    Files.createSymbolicLink(storage.resolve("link.txt"), outside);

    assertThat(refusal(() -> files.find("../outside.txt"))).isEqualTo(Refusal.BAD_NAME);
    assertThat(refusal(() -> files.find("link.txt"))).isEqualTo(Refusal.NOT_FOUND);
    assertThat(refusal(() -> files.delete("link.txt"))).isEqualTo(Refusal.NOT_FOUND);
    assertThat(refusal(() -> files.delete("../outside.txt"))).isEqualTo(Refusal.BAD_NAME);
    assertThat(outside).exists();
  }

  @Test
  void fileIsFoundAndDeletedUnlessItIsBeingWritten() throws Exception {
    Path file = file("sub/a.txt");
    assertThat(files.find("sub/a.txt")).isEqualTo(file);

    busy.add(file);
    assertThat(refusal(() -> files.delete("sub/a.txt"))).isEqualTo(Refusal.BUSY);
    busy.clear();
    files.delete("sub/a.txt");

    assertThat(file).doesNotExist();
    assertThat(refusal(() -> files.delete("sub/a.txt"))).isEqualTo(Refusal.NOT_FOUND);
    assertThat(refusal(() -> files.find("sub"))).isEqualTo(Refusal.NOT_FOUND);
  }

  private static final class Txt implements RecorderProvider {
    @Override
    public Set<String> extensions() {
      return Set.of("txt");
    }

    @Override
    public Recorder open(Path file, boolean append, Logger log) {
      throw new AssertionError("not used");
    }

    @Override
    public void repair(Path folder, Logger log) {}
  }
}
