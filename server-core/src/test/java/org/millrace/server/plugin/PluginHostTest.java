package org.millrace.server.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.millrace.server.fake.TestPlugin;

class PluginHostTest {
  @TempDir Path folder;
  private final HostFixture fixture = new HostFixture();

  @AfterEach
  void close() throws IOException {
    fixture.close();
  }

  @Test
  void dependenciesStartFirstWhateverTheFilesAreCalled() throws IOException {
    Path library =
        TestPlugin.of("zlib", "exports zlib.api;", TestPlugin.bringsChain("\"z\""))
            .source("zlib/api/Greeting", "package zlib.api; public record Greeting(String text) {}")
            .build(jar("z"));
    TestPlugin.of(
            "a",
            "requires zlib;",
            TestPlugin.bringsChain("new zlib.api.Greeting(\"hello\").text()"))
        .dependencies("zlib@>=1.0.0")
        .with(library)
        .build(jar("a"));

    assertThat(fixture.loadAndStart(folder)).isEmpty();

    assertThat(fixture.started()).containsExactly("zlib", "a");
    assertThat(fixture.chains.get("a")).containsExactly("hello");
    assertThat(fixture.host.plugins())
        .extracting(LoadedPlugin::toString)
        .containsExactly("zlib 1.0.0 (z.jar)", "a 1.0.0 (a.jar)");
  }

  @Test
  void brokenJarsAreLeftOutAndTheRestStarts() throws IOException {
    TestPlugin.of("good").build(jar("good"));
    Files.writeString(jar("broken"), "this is no zip file");
    TestPlugin.empty().build(jar("nomanifest"));
    Files.writeString(folder.resolve("readme.txt"), "not looked at");

    List<String> failures = fixture.loadAndStart(folder);

    assertThat(failures).hasSize(2);
    assertThat(failures.get(0)).startsWith("broken.jar: no readable jar: ");
    assertThat(failures.get(1)).startsWith("nomanifest.jar: no META-INF/MANIFEST.MF");
    assertThat(fixture.started()).containsExactly("good");
  }

  @Test
  void newestOfSeveralJarsWithOneIdIsTaken() throws IOException {
    TestPlugin.of("a").version("1.2.0").build(jar("a-1.2.0"));
    TestPlugin.of("a").version("1.10.0").build(jar("a-1.10.0"));

    List<String> failures = fixture.loadAndStart(folder);

    assertThat(failures)
        .containsExactly(
            "plugin a (a-1.2.0.jar): has the same Plugin-Id as a-1.10.0.jar, version 1.2.0 against"
                + " 1.10.0 (expected: one jar of each id)");
    assertThat(fixture.host.plugins()).extracting(LoadedPlugin::version).containsExactly("1.10.0");
  }

  @Test
  void missingDependencyIsNamedAndDependentsFollow() throws IOException {
    TestPlugin.of("a").dependencies("nowhere@>=1.0.0").build(jar("a"));
    TestPlugin.of("b").dependencies("a").build(jar("b"));
    TestPlugin.of("c").dependencies("b").build(jar("c"));
    TestPlugin.of("d").dependencies("nowhere?").build(jar("d"));

    List<String> failures = fixture.loadAndStart(folder);

    assertThat(failures)
        .containsExactly(
            "plugin a (a.jar): needs plugin nowhere, which is not there",
            "plugin b (b.jar): needs plugin a, which was left out",
            "plugin c (c.jar): needs plugin b, which was left out");
    assertThat(fixture.started()).containsExactly("d");
  }

  @Test
  void dependencyOfWrongVersionIsRefused() throws IOException {
    TestPlugin.of("a").build(jar("a"));
    TestPlugin.of("b").dependencies("a@>=2.0.0").build(jar("b"));

    assertThat(fixture.loadAndStart(folder))
        .containsExactly("plugin b (b.jar): needs plugin a >=2.0.0 (found: 1.0.0)");
    assertThat(fixture.started()).containsExactly("a");
  }

  @Test
  void pluginsThatNeedEachOtherAreRefusedWithTheCircle() throws IOException {
    TestPlugin.of("a").dependencies("b").build(jar("a"));
    TestPlugin.of("b").dependencies("c").build(jar("b"));
    TestPlugin.of("c").dependencies("a").build(jar("c"));
    TestPlugin.of("d").dependencies("a").build(jar("d"));
    TestPlugin.of("e").build(jar("e"));

    assertThat(fixture.loadAndStart(folder))
        .containsExactly(
            "plugin a (a.jar): Plugin-Dependencies go in a circle: a -> b -> c -> a",
            "plugin b (b.jar): Plugin-Dependencies go in a circle: b -> c -> a -> b",
            "plugin c (c.jar): Plugin-Dependencies go in a circle: c -> a -> b -> c",
            "plugin d (d.jar): needs plugin a, which was left out");
    assertThat(fixture.started()).containsExactly("e");
  }

  @Test
  void moduleThatIsNowhereIsNamed() throws IOException {
    Path other = folder.resolve("elsewhere/other.jar");
    TestPlugin.empty().source("module-info", "module other {}").build(other);
    TestPlugin.of("a", "requires other;", "").with(other).build(jar("a"));

    assertThat(fixture.loadAndStart(folder))
        .containsExactly(
            "plugin a (a.jar): cannot be resolved: Module other not found, required by a");
  }

  @Test
  void requiredModuleOfAnUndeclaredPluginIsNamed() throws IOException {
    Path a = TestPlugin.of("a").build(jar("a"));
    TestPlugin.of("b", "requires a;", "").with(a).build(jar("b"));

    assertThat(fixture.loadAndStart(folder))
        .containsExactly(
            "plugin b (b.jar): cannot be resolved: Module a not found, required by b; requires"
                + " module a of plugin a (expected: a in Plugin-Dependencies)");
  }

  @Test
  void pluginThatThrowsInStartIsUnloadedWithItsDependents() throws IOException {
    TestPlugin.of(
            "a",
            "",
            """
            @Override public void start(PluginContext context) {
              throw new IllegalStateException("no licence\\nfound");
            }
            """)
        .build(jar("a"));
    TestPlugin.of("b").dependencies("a").build(jar("b"));
    TestPlugin.of("c").dependencies("b?").build(jar("c"));
    TestPlugin.of("d").build(jar("d"));

    assertThat(fixture.loadAndStart(folder))
        .containsExactly(
            "plugin a (a.jar): does not start: java.lang.IllegalStateException: no licence | found",
            "plugin b (b.jar): needs plugin a, which was left out",
            "plugin c (c.jar): needs plugin b, which was left out");
    assertThat(fixture.started()).containsExactly("d");
    assertThat(fixture.host.plugins()).extracting(LoadedPlugin::id).containsExactly("d");
  }

  @Test
  void anyErrorOfAPluginIsItsOwn() throws IOException {
    TestPlugin.of("a", "", "public Entry() { throw new AssertionError(\"in constructor\"); }")
        .build(jar("a"));
    TestPlugin.of("b", "", "static { if (true) throw new StackOverflowError(); }").build(jar("b"));
    TestPlugin.of(
            "c", "", "@Override public List<Setting<?>> settings() { throw new Error(\"odd\"); }")
        .build(jar("c"));
    TestPlugin.of("d", "", "@Override public List<ProtocolFactory> protocols() { return null; }")
        .build(jar("d"));
    TestPlugin.of("e").build(jar("e"));

    List<String> failures = fixture.loadAndStart(folder);

    assertThat(failures).hasSize(4);
    assertThat(failures.get(0))
        .isEqualTo(
            "plugin a (a.jar): a.Entry cannot be made: java.lang.AssertionError: in constructor");
    assertThat(failures.get(1)).startsWith("plugin b (b.jar): b.Entry cannot be made: ");
    assertThat(failures.get(2)).isEqualTo("plugin c (c.jar): java.lang.Error: odd");
    assertThat(failures.get(3))
        .isEqualTo(
            "plugin d (d.jar): does not start: java.lang.NullPointerException: protocols() gave null");
    assertThat(fixture.started()).containsExactly("e");
  }

  @Test
  void pluginWithoutEntryIsRefused() throws IOException {
    TestPlugin.named("a").source("module-info", "module a {}").build(jar("a"));

    assertThat(fixture.loadAndStart(folder))
        .containsExactly(
            "plugin a (a.jar): provides 0 services org.millrace.api.plugin.MillracePlugin"
                + " (expected: one, by \"provides\" in module-info)");
  }

  @Test
  void plainJarIsLoadedAsAnAutomaticModule() throws IOException {
    TestPlugin.named("plain")
        .entry("plain", TestPlugin.bringsChain("getClass().getModule().getName()"))
        .file(
            "META-INF/services/org.millrace.api.plugin.MillracePlugin", "plain.Entry\n".getBytes())
        .build(jar("some-plain-plugin-1.0.0"));

    assertThat(fixture.loadAndStart(folder)).isEmpty();
    assertThat(fixture.chains.get("plain")).containsExactly("some.plain.plugin");
  }

  @Test
  void contributionThatIsNotTakenStopsThePlugin() throws IOException {
    System.clearProperty("stopped");
    TestPlugin.of(
            "a",
            "",
            TestPlugin.bringsChain("\"taken\"")
                + "@Override public void stop() { System.setProperty(\"stopped\", \"yes\"); }")
        .build(jar("a"));

    assertThat(fixture.loadAndStart(folder))
        .containsExactly("plugin a (a.jar): does not start: chain taken: is there already");
    assertThat(fixture.removed).containsExactly("a");
    assertThat(System.clearProperty("stopped")).isEqualTo("yes");
  }

  @Test
  void unloadTakesDependentsFirst() throws IOException {
    TestPlugin.of("a").build(jar("a"));
    TestPlugin.of("b").dependencies("a").build(jar("b"));
    TestPlugin.of("c").dependencies("b?").build(jar("c"));
    TestPlugin.of("d").build(jar("d"));
    fixture.loadAndStart(folder);

    assertThat(fixture.host.unload("a")).containsExactly("c", "b", "a");

    assertThat(fixture.removed).containsExactly("c", "b", "a");
    assertThat(fixture.host.plugins()).extracting(LoadedPlugin::id).containsExactly("d");
    assertThat(fixture.host.unload("a")).isEmpty();
  }

  @Test
  void pluginsCanBeAddedToARunningHost() throws IOException {
    TestPlugin.of("a").build(jar("a"));
    fixture.loadAndStart(folder);
    Path late = TestPlugin.of("b").dependencies("a").build(folder.resolve("late/b.jar"));
    Path again = TestPlugin.of("a").version("2.0.0").build(folder.resolve("late/a.jar"));

    List<PluginFailure> failures = fixture.host.load(List.of(again, late));
    fixture.start();

    assertThat(failures)
        .extracting(PluginFailure::toString)
        .containsExactly("plugin a (a.jar): is loaded already, from a.jar");
    assertThat(fixture.started()).containsExactly("a", "b");
  }

  @Test
  void settingsAreKnownBeforeStart() throws IOException {
    TestPlugin.of(
            "a",
            "",
            """
            @Override public List<Setting<?>> settings() {
              return List.of(Setting.flag("loud", false, "Whether."));
            }
            """)
        .build(jar("a"));

    fixture.host.load(folder);

    assertThat(fixture.host.plugins().get(0).settings())
        .extracting(Object::toString)
        .containsExactly("loud");
    assertThat(fixture.started()).isEmpty();
  }

  private Path jar(String name) {
    return folder.resolve(name + ".jar");
  }
}
