package org.millrace.server.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.millrace.server.fake.TestPlugin;

class PluginUnloadTest {
  /** Leaves behind whatever a context lets it leave behind, logs, and reads a resource. */
  private static final String LITTERS =
      """
      @Override public void start(PluginContext context) {
        context.scheduler().scheduleAtFixedRate(() -> {}, 0, 1, TimeUnit.MILLISECONDS);
        context.streams().addListener(new StreamListener() {});
        context.log().info("littering in {}", getClass());
        try (java.io.InputStream in = getClass().getResourceAsStream("note.txt")) {
          in.read();
        } catch (java.io.IOException e) {
          throw new IllegalStateException(e);
        }
      }
      """;

  @TempDir Path folder;
  private final HostFixture fixture = new HostFixture();
  private final List<WeakReference<ClassLoader>> loaders = new ArrayList<>();

  @AfterEach
  void close() throws IOException {
    fixture.close();
  }

  @Test
  void classLoadersOfUnloadedPluginsAreCollected() throws IOException {
    buildLitterers();
    for (int i = 0; i < 5; i++) {
      assertThat(fixture.loadAndStart(folder)).isEmpty();
      rememberLoaders();
      fixture.host.unload("a");
      assertThat(fixture.host.plugins()).isEmpty();
    }

    assertThat(loaders).hasSize(10);
    assertThat(fixture.streams.listeners).isEmpty();
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> {
              System.gc();
              return loaders.stream().allMatch(loader -> loader.get() == null);
            });
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void noFileOfAnUnloadedPluginStaysOpen() throws IOException {
    buildLitterers();
    fixture.loadAndStart(folder);
    assertThat(openFiles()).isNotEmpty();

    fixture.host.unload("a");

    assertThat(openFiles()).isEmpty();
  }

  @Test
  void replacedJarIsLoadedAnew() throws IOException {
    Path jar = folder.resolve("a.jar");
    TestPlugin.of("a", "", TestPlugin.bringsChain("\"old\"")).build(jar);
    fixture.loadAndStart(folder);
    TestPlugin.of("a", "", TestPlugin.bringsChain("\"new\"")).build(jar);
    assertThat(fixture.chains.get("a")).containsExactly("old");

    fixture.host.unload("a");
    fixture.loadAndStart(folder);

    assertThat(fixture.chains.get("a")).containsExactly("new");
  }

  @Test
  void timersEndWithTheirPlugin() throws IOException {
    buildLitterers();
    fixture.loadAndStart(folder);
    assertThat(threads()).contains("timer-a", "timer-b");

    fixture.host.unload("a");

    await().untilAsserted(() -> assertThat(threads()).doesNotContain("timer-a", "timer-b"));
  }

  @Test
  void closingTheHostLeavesNoCopies() throws IOException {
    buildLitterers();
    Path copies;
    try (HostFixture other = new HostFixture()) {
      other.loadAndStart(folder);
      copies = other.host.workFolder();
      assertThat(copies).isDirectory();
    }

    assertThat(copies).doesNotExist();
  }

  private void buildLitterers() {
    Path a =
        TestPlugin.of("a", "exports a;", LITTERS)
            .file("a/note.txt", new byte[] {1})
            .build(folder.resolve("litter-a.jar"));
    byte[] library = TestPlugin.library(folder.resolve("library"), "1", true);
    TestPlugin.of(
            "b",
            "requires a; requires lib;",
            LITTERS
                + "public final Class<?> uses = a.Entry.class;"
                + "public final String library = lib.Lib.version();")
        .dependencies("a")
        .with(a)
        .with(folder.resolve("library/lib.jar"))
        .file("META-INF/lib/lib.jar", library)
        .file("b/note.txt", new byte[] {1})
        .build(folder.resolve("litter-b.jar"));
  }

  private void rememberLoaders() {
    fixture.host.plugins().stream()
        .map(plugin -> fixture.host.classLoader(plugin.id()))
        .forEach(loader -> loaders.add(new WeakReference<>(loader)));
  }

  private static List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).toList();
  }

  private List<String> openFiles() throws IOException {
    String copies = fixture.host.workFolder().toString();
    try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
      return descriptors
          .flatMap(PluginUnloadTest::target)
          .filter(target -> target.startsWith(copies) && target.endsWith(".jar"))
          .toList();
    }
  }

  private static Stream<String> target(Path descriptor) {
    try {
      return Stream.of(Files.readSymbolicLink(descriptor).toString());
    } catch (IOException e) {
      // Closed since it was listed.
      return Stream.empty();
    }
  }
}
