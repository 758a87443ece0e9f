package org.millrace.server.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.millrace.server.fake.TestPlugin;
import org.pf4j.PluginDependency;
import org.pf4j.PluginDescriptor;

class StrictDescriptorFinderTest {
  private final StrictDescriptorFinder finder = new StrictDescriptorFinder();
  @TempDir Path folder;

  @Test
  void manifestIsRead() {
    PluginDescriptor descriptor =
        find(
            TestPlugin.named("rtmp")
                .version("1.2.3-beta.1")
                .manifest("Plugin-Requires", ">=0.9.0 & <1.0.0")
                .dependencies("flv@>=1.0.0 & <2.0.0, http?, mp4"));

    assertThat(descriptor.getPluginId()).isEqualTo("rtmp");
    assertThat(descriptor.getVersion()).isEqualTo("1.2.3-beta.1");
    assertThat(descriptor.getDependencies())
        .containsExactly(
            new PluginDependency("flv@>=1.0.0 & <2.0.0"),
            new PluginDependency("http?"),
            new PluginDependency("mp4"));
  }

  @Test
  void missingRequiresMeansAnyApi() {
    PluginDescriptor descriptor =
        find(TestPlugin.empty().manifest("Plugin-Id", "plain").manifest("Plugin-Version", "1.0.0"));

    assertThat(descriptor.getRequires()).isEqualTo("*");
  }

  @Test
  void plainVersionInRequiresIsTheOldestThatWillDo() {
    PluginDescriptor descriptor =
        find(TestPlugin.named("old").manifest("Plugin-Requires", "0.1.0"));

    assertThat(descriptor.getRequires()).isEqualTo(">=0.1.0");
  }

  @Test
  void jarWithoutManifestIsRefused() {
    assertRefused(TestPlugin.empty(), "no META-INF/MANIFEST.MF");
  }

  @Test
  void jarWithoutIdIsRefused() {
    assertRefused(
        TestPlugin.empty().manifest("Plugin-Version", "1.0.0"),
        "Plugin-Id: missing (expected: the plugin's name)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../etc", "a b", ".hidden", "a/b"})
  void idThatIsNoNameIsRefused(String id) {
    assertRefused(TestPlugin.named(id), "Plugin-Id: " + id + " (expected: letters");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.0", "v1.0.0", "latest", "1.0.0.0"})
  void versionThatIsNoneIsRefused(String version) {
    assertRefused(
        TestPlugin.named("a").version(version),
        "Plugin-Version: " + version + " (expected: a semantic version such as 1.0.0)");
  }

  @Test
  void missingVersionIsRefused() {
    assertRefused(TestPlugin.empty().manifest("Plugin-Id", "a"), "Plugin-Version: missing");
  }

  @ParameterizedTest
  @CsvSource({"[1;2), range of versions", ">=99.0.0, this server's plugin API", "<0.1.0, API"})
  void rangeThatCannotBeMetIsRefused(String requires, String expected) {
    assertRefused(
        TestPlugin.named("a").manifest("Plugin-Requires", requires),
        "Plugin-Requires: " + requires,
        expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"flv@[1", "@1.0.0", "a b", "flv,,http"})
  void dependenciesThatCannotBeReadAreRefused(String dependencies) {
    assertRefused(
        TestPlugin.named("a").dependencies(dependencies),
        "Plugin-Dependencies: " + dependencies + " (expected: ");
  }

  @Test
  void brokenFileIsRefused() throws IOException {
    Path jar = Files.writeString(folder.resolve("broken.jar"), "this is no zip file");

    assertThatThrownBy(() -> finder.find(jar))
        .isInstanceOf(PluginException.class)
        .hasMessageStartingWith("no readable jar: ");
  }

  private PluginDescriptor find(TestPlugin plugin) {
    return finder.find(plugin.build(folder.resolve("plugin.jar")));
  }

  private void assertRefused(TestPlugin plugin, String... reasons) {
    assertThatThrownBy(() -> find(plugin))
        .isInstanceOf(PluginException.class)
        .message()
        .contains(reasons)
        .doesNotContain("\n");
  }
}
