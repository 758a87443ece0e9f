package org.millrace.server.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.apache.logging.log4j.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.millrace.server.fake.LogCapture;
import org.millrace.server.fake.TestPlugin;

class PluginUpdaterTest {
  private static final String THROWS =
      """
      @Override public void start(PluginContext context) {
        throw new IllegalStateException("no licence");
      }
      """;

  @TempDir Path temporary;
  private final HostFixture fixture = new HostFixture();
  private final PluginUpdater updater = fixture.updater();
  private final LogCapture log = new LogCapture();

  @AfterEach
  void close() throws IOException {
    log.close();
    fixture.close();
  }

  @Test
  void jarThatComesIsLoadedAndOneThatGoesIsUnloaded() throws IOException {
    fixture.loadAndStart(plugins());
    TestPlugin.of("a").build(jar("a"));

    follow();
    assertThat(fixture.started()).containsExactly("a");
    assertThat(fixture.settled).isEqualTo(1);

    Files.delete(jar("a"));
    follow();
    assertThat(fixture.started()).isEmpty();
    assertThat(fixture.host.plugins()).isEmpty();
    assertThat(fixture.settled).isEqualTo(2);
  }

  @Test
  void whatHasNotChangedIsNotTouched() throws IOException {
    TestPlugin.of("a").build(jar("a"));
    fixture.loadAndStart(plugins());

    follow();

    assertThat(fixture.removed).isEmpty();
    assertThat(fixture.settled).isZero();
  }

  @Test
  void replacedJarIsSwappedAndThoseThatNeedItAreLoadedAgain() throws IOException {
    buildLibrary("old");
    buildUser();
    TestPlugin.of("other").build(jar("other"));
    fixture.loadAndStart(plugins());
    assertThat(fixture.chains.get("user")).containsExactly("old");

    buildLibrary("new");
    follow();

    assertThat(fixture.chains.get("user")).containsExactly("new");
    assertThat(fixture.removed).containsExactly("user", "zlib");
  }

  @Test
  void newerVersionInAnotherFileReplacesTheOlder() throws IOException {
    TestPlugin.of("a").build(jar("a-1.0.0"));
    fixture.loadAndStart(plugins());

    TestPlugin.of("a").version("1.1.0").build(jar("a-1.1.0"));
    follow();
    assertThat(fixture.host.plugins()).extracting(LoadedPlugin::version).containsExactly("1.1.0");

    Files.delete(jar("a-1.0.0"));
    follow();
    assertThat(fixture.host.plugins()).extracting(LoadedPlugin::version).containsExactly("1.1.0");
    assertThat(fixture.removed).containsExactly("a");
  }

  @Test
  void olderVersionIsTakenWhenTheNewerGoes() throws IOException {
    TestPlugin.of("a").build(jar("a-1.0.0"));
    TestPlugin.of("a").version("1.1.0").build(jar("a-1.1.0"));
    fixture.loadAndStart(plugins());

    Files.delete(jar("a-1.1.0"));
    follow();

    assertThat(fixture.host.plugins()).extracting(LoadedPlugin::version).containsExactly("1.0.0");
  }

  @Test
  void unusableVersionLeavesTheOldOneInItsPlace() throws IOException {
    TestPlugin.of("a").build(jar("a"));
    fixture.loadAndStart(plugins());

    TestPlugin.of("a").manifest("Plugin-Requires", ">=7.0.0").build(jar("a"));
    follow();

    assertThat(fixture.started()).containsExactly("a");
    assertThat(fixture.removed).isEmpty();
    assertThat(log.lines(Level.ERROR)).singleElement().asString().contains("a.jar", ">=7.0.0");
  }

  @Test
  void versionWithWhichAnotherPluginCouldNotBeUsedIsRefused() throws IOException {
    buildLibrary("old");
    buildUser();
    fixture.loadAndStart(plugins());

    TestPlugin.of("zlib", "exports zlib.api;", "")
        .source("zlib/api/Greeting", "package zlib.api; public record Greeting(int number) {}")
        .build(jar("z"));
    follow();

    assertThat(fixture.chains.get("user")).containsExactly("old");
    assertThat(log.lines(Level.ERROR))
        .singleElement()
        .asString()
        .contains("plugin zlib (z.jar): with it plugin user could not be used:")
        .contains("method zlib.api.Greeting.<init>(String) is not there (used by user.Entry)");
  }

  @Test
  void versionThatDoesNotStartIsTakenBack() throws IOException {
    buildLibrary("old");
    buildUser();
    fixture.loadAndStart(plugins());

    TestPlugin.of("zlib", "exports zlib.api;", THROWS)
        .version("2.0.0")
        .source("zlib/api/Greeting", GREETING.formatted("new"))
        .build(jar("z"));
    PluginReport report = updater.reload("zlib");

    assertThat(report.done()).isFalse();
    assertThat(report.lines()).anyMatch(line -> line.contains("no licence"));
    assertThat(fixture.started()).containsExactlyInAnyOrder("zlib", "user");
    assertThat(fixture.chains.get("user")).containsExactly("old");
    assertThat(copies()).isEqualTo(2);
    assertThat(fixture.host.plugins())
        .extracting(LoadedPlugin::version)
        .containsExactly("1.0.0", "1.0.0");
  }

  @Test
  void pluginWhoseSettingsAreWrongIsLeftOut() throws IOException {
    fixture.loadAndStart(plugins());
    fixture.badSettings.add("a");
    TestPlugin.of("a").build(jar("a"));

    follow();

    assertThat(fixture.host.plugins()).isEmpty();
    assertThat(log.lines(Level.ERROR))
        .singleElement()
        .asString()
        .contains("plugin a (a.jar): ", "plugins.a.loud: 3 (expected: boolean)");
  }

  @Test
  void pluginThatWaitedForAnotherComesWithIt() throws IOException {
    Path library = buildLibrary("here");
    buildUser();
    Files.move(library, temporary.resolve("z.jar"));
    fixture.loadAndStart(plugins());
    assertThat(fixture.started()).isEmpty();

    Files.move(temporary.resolve("z.jar"), library);
    follow();

    assertThat(fixture.started()).containsExactly("zlib", "user");
  }

  @Test
  void whatCannotBeUsedIsToldOfOnce() throws IOException {
    fixture.loadAndStart(plugins());
    TestPlugin.of("a").dependencies("nowhere").build(jar("a"));

    follow();
    TestPlugin.of("b").build(jar("b"));
    follow();

    assertThat(fixture.started()).containsExactly("b");
    assertThat(log.lines(Level.ERROR))
        .containsExactly(
            "ERROR left out: plugin a (a.jar): needs plugin nowhere, which is not there");
  }

  @Test
  void unloadedPluginStaysAwayUntilItsFileChanges() throws IOException {
    TestPlugin.of("a").build(jar("a"));
    fixture.loadAndStart(plugins());

    assertThat(updater.unload("a", false).lines()).containsExactly("unloaded: a 1.0.0");
    TestPlugin.of("b").build(jar("b"));
    follow();
    assertThat(fixture.started()).containsExactly("b");

    TestPlugin.of("a").version("1.0.1").build(jar("a"));
    follow();
    assertThat(fixture.started()).containsExactly("b", "a");
  }

  @Test
  void unloadedPluginIsLoadedAgainByCommand() throws IOException {
    TestPlugin.of("a").build(jar("a"));
    fixture.loadAndStart(plugins());
    updater.unload("a", false);

    assertThat(updater.reload("a").lines()).containsExactly("loaded: a 1.0.0 (a.jar)");
    assertThat(updater.reload("a").lines()).containsExactly("loaded again: a 1.0.0 (a.jar)");
    assertThat(updater.reload("b").lines())
        .containsExactly("plugin b is not loaded (expected: one of a)");
  }

  @Test
  void pluginThatOthersNeedIsUnloadedWithThemAlone() throws IOException {
    buildLibrary("old");
    buildUser();
    fixture.loadAndStart(plugins());

    PluginReport refused = updater.unload("zlib", false);
    assertThat(refused.done()).isFalse();
    assertThat(refused.lines().get(0)).startsWith("plugin zlib is needed by user");

    PluginReport report = updater.unload("zlib", true);
    assertThat(report.done()).isTrue();
    assertThat(report.lines())
        .containsExactlyInAnyOrder("unloaded: zlib 1.0.0", "unloaded: user 1.0.0");
  }

  @Test
  void jarFromElsewhereIsLoadedByCommandAndLeftAloneByTheFolder() throws IOException {
    fixture.loadAndStart(plugins());
    Path file = TestPlugin.of("a").build(temporary.resolve("elsewhere/a.jar"));

    assertThat(updater.load(file).lines()).containsExactly("loaded: a 1.0.0 (a.jar)");
    TestPlugin.of("b").build(jar("b"));
    follow();

    assertThat(fixture.started()).containsExactly("a", "b");
  }

  @Test
  void jarThatWaitsComesWithWhatACommandLoads() throws IOException {
    Path library = Files.move(buildLibrary("here"), temporary.resolve("z.jar"));
    TestPlugin.of("user").dependencies("zlib").build(jar("user"));
    fixture.loadAndStart(plugins());
    updater.know(plugins(), fixture.host.seen());

    updater.load(library);

    assertThat(fixture.started()).containsExactly("zlib", "user");
  }

  @Test
  void pluginThatCouldNotBeLoadedAgainMayBeTriedAgain() throws IOException {
    buildLibrary("here");
    buildUser();
    fixture.loadAndStart(plugins());
    updater.unload("zlib", true);

    assertThat(updater.reload("user").lines())
        .containsExactly("plugin user (user.jar): needs plugin zlib, which is not there");
    assertThat(updater.reload("zlib").done()).isTrue();
    assertThat(updater.reload("user").done()).isTrue();
    assertThat(fixture.started()).containsExactly("zlib", "user");
  }

  @Test
  void checkTellsWhatIsWrongAndTouchesNothing() throws IOException {
    buildLibrary("old");
    buildUser();
    fixture.loadAndStart(plugins());
    Path bad =
        TestPlugin.of("bad", "requires zlib;", "")
            .dependencies("zlib@>=2.0.0")
            .with(jar("z"))
            .build(temporary.resolve("bad.jar"));

    assertThat(updater.check(jar("z"))).isEmpty();
    assertThat(updater.check(bad))
        .containsExactly("plugin bad (bad.jar): needs plugin zlib >=2.0.0 (found: 1.0.0)");
    assertThat(updater.check(temporary.resolve("none.jar")))
        .singleElement()
        .asString()
        .contains("none.jar");
    assertThat(fixture.removed).isEmpty();
    assertThat(copies()).isEqualTo(2);
  }

  @Test
  void detailsTellWhoNeedsWhom() throws IOException {
    buildLibrary("old");
    buildUser();
    fixture.loadAndStart(plugins());

    PluginDetails details = updater.find("zlib").orElseThrow();

    assertThat(details.dependents()).containsExactly("user");
    assertThat(details.requires()).isEqualTo(">=0.9.0");
    assertThat(updater.find("nobody")).isEmpty();
  }

  private static final String GREETING =
      """
      package zlib.api;
      public record Greeting(String text) {
        public static String said() { return "%s"; }
      }
      """;

  private Path buildLibrary(String greeting) {
    return TestPlugin.of("zlib", "exports zlib.api;", "")
        .source("zlib/api/Greeting", GREETING.formatted(greeting))
        .build(jar("z"));
  }

  private void buildUser() {
    TestPlugin.of(
            "user",
            "requires zlib;",
            TestPlugin.bringsChain("new zlib.api.Greeting(zlib.api.Greeting.said()).text()"))
        .dependencies("zlib@>=1.0.0")
        .with(jar("z"))
        .build(jar("user"));
  }

  /** Folders in the work folder, beside the file that locks it. */
  private long copies() throws IOException {
    try (var files = Files.list(fixture.host.workFolder())) {
      return files.filter(Files::isDirectory).count();
    }
  }

  private void follow() throws IOException {
    Map<Path, FileStamp> jars = new TreeMap<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(plugins(), "*.jar")) {
      for (Path file : files) {
        jars.put(file, FileStamp.of(file));
      }
    }
    updater.follow(plugins(), jars);
  }

  private Path plugins() throws IOException {
    return Files.createDirectories(temporary.resolve("plugins"));
  }

  private Path jar(String name) {
    return temporary.resolve("plugins").resolve(name + ".jar");
  }
}
