package org.millrace.server.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.apache.logging.log4j.Level;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.millrace.server.fake.LogCapture;
import org.millrace.server.fake.TestPlugin;

class PluginFolderTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @TempDir Path temporary;
  private Path folder;
  private byte[] jar;
  private long now;
  private PluginFolder watched;

  @BeforeEach
  void prepare() throws IOException {
    folder = Files.createDirectory(temporary.resolve("plugins"));
    byte[] noise = new byte[5000];
    new Random(7).nextBytes(noise);
    TestPlugin content = TestPlugin.empty().file("noise", noise);
    jar = Files.readAllBytes(content.build(temporary.resolve("whole.jar")));
    watched = new PluginFolder(folder, Map.of(), PATIENCE, () -> now);
  }

  @Test
  void jarCountsWhenItIsTheSameAtTwoLooks() throws IOException {
    Path a = Files.write(folder.resolve("a.jar"), jar);

    assertThat(watched.look()).isEmpty();
    assertThat(files(watched.look())).containsExactly(a);
    assertThat(watched.look()).isEmpty();
  }

  @Test
  void whatIsKnownIsNoNews() throws IOException {
    Path a = Files.write(folder.resolve("a.jar"), jar);
    watched = new PluginFolder(folder, Map.of(a, FileStamp.of(a)), PATIENCE, () -> now);

    assertThat(watched.look()).isEmpty();
    assertThat(watched.look()).isEmpty();
  }

  @Test
  void halfCopiedJarIsWaitedFor() throws IOException {
    Path a = Files.write(folder.resolve("a.jar"), Arrays.copyOf(jar, jar.length / 2));
    look(4);

    Files.write(a, jar);

    assertThat(watched.look()).isEmpty();
    assertThat(files(watched.look())).containsExactly(a);
  }

  @Test
  void jarWithItsWholeLengthAndWrongBytesIsWaitedFor() throws IOException {
    byte[] holes = jar.clone();
    Arrays.fill(holes, 0, jar.length / 2, (byte) 0);
    Path a = Files.write(folder.resolve("a.jar"), holes);
    look(4);

    Files.write(a, jar);

    assertThat(watched.look()).isEmpty();
    assertThat(files(watched.look())).containsExactly(a);
  }

  @Test
  void brokenJarIsToldOfWhenItHasNotChangedForLong() throws IOException {
    Path a = Files.writeString(folder.resolve("a.jar"), "no jar");
    look(3);

    now += PATIENCE.toNanos();

    assertThat(files(watched.look())).containsExactly(a);
  }

  @Test
  void jarThatIsDeletedAndWrittenAnewHasNotGone() throws IOException {
    Path a = Files.write(folder.resolve("a.jar"), jar);
    look(2);

    Files.delete(a);
    assertThat(watched.look()).isEmpty();
    Files.write(a, jar);
    Files.setLastModifiedTime(a, FileTime.fromMillis(1000));

    assertThat(watched.look()).isEmpty();
    assertThat(files(watched.look())).containsExactly(a);
  }

  @Test
  void jarThatStaysAwayHasGone() throws IOException {
    Path a = Files.write(folder.resolve("a.jar"), jar);
    look(2);

    Files.delete(a);

    assertThat(watched.look()).isEmpty();
    assertThat(watched.look()).hasValueSatisfying(jars -> assertThat(jars).isEmpty());
  }

  @Test
  void jarHasNotGoneWhileItsSuccessorIsCopied() throws IOException {
    Path a = Files.write(folder.resolve("a-1.jar"), jar);
    look(2);

    Files.delete(a);
    Path b = Files.write(folder.resolve("a-2.jar"), Arrays.copyOf(jar, 10));
    look(4);
    Files.write(b, jar);

    assertThat(watched.look()).isEmpty();
    assertThat(files(watched.look())).containsExactly(b);
  }

  @Test
  void folderThatCannotBeReadHasLostNothing() throws IOException {
    Files.write(folder.resolve("a.jar"), jar);
    look(2);

    try (LogCapture log = new LogCapture()) {
      Files.move(folder, temporary.resolve("away"));
      look(3);
      assertThat(log.lines(Level.WARN)).hasSize(1);
      Files.move(temporary.resolve("away"), folder);
    }

    assertThat(watched.look()).isEmpty();
    assertThat(watched.look()).isEmpty();
  }

  /** Nothing may come of any of these looks, but the first news. */
  private void look(int times) {
    boolean told = false;
    for (int i = 0; i < times; i++) {
      boolean news = watched.look().isPresent();
      assertThat(news && told).isFalse();
      told |= news;
    }
  }

  private static Set<Path> files(Optional<Map<Path, FileStamp>> jars) {
    return jars.orElseThrow().keySet();
  }
}
