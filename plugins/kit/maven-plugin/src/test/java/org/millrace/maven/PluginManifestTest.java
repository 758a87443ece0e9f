package org.millrace.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.jar.Attributes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginManifestTest {
  private static final String ENTRY = "org.millrace.api.plugin.MillracePlugin";

  private final PluginManifest manifest =
      new PluginManifest(
          "hello",
          "1.0.0",
          ">=0.9.0 & <1.0.0",
          "",
          new PluginManifest.People("Example", "Says\n    hello.", ""));

  @TempDir private Path folder;

  @Test
  void isWhatTheServerReads() throws IOException {
    Path file = folder.resolve("META-INF/MANIFEST.MF");

    manifest.writeTo(file);

    Attributes entries = ModuleFile.read(folder).manifest();
    assertThat(entries.getValue("Plugin-Id")).isEqualTo("hello");
    assertThat(entries.getValue("Plugin-Version")).isEqualTo("1.0.0");
    assertThat(entries.getValue("Plugin-Requires")).isEqualTo(">=0.9.0 & <1.0.0");
    assertThat(entries.getValue("Plugin-Provider")).isEqualTo("Example");
    assertThat(entries.getValue("Plugin-Description")).isEqualTo("Says hello.");
    assertThat(entries.getValue("Plugin-Dependencies")).isNull();
    assertThat(entries.getValue("Plugin-License")).isNull();
  }

  @Test
  void isLeftAloneIfNothingHasChanged() throws IOException {
    Path file = folder.resolve("MANIFEST.MF");
    manifest.writeTo(file);
    FileTime then = FileTime.fromMillis(1_000);
    Files.setLastModifiedTime(file, then);

    manifest.writeTo(file);

    assertThat(Files.getLastModifiedTime(file)).isEqualTo(then);
  }

  @Test
  void namesAndVersionsAreCheckedBeforeTheServerDoes() {
    assertThatThrownBy(() -> new PluginManifest("a b", "1.0.0", "*", "", manifest.people()))
        .hasMessageStartingWith("id of the plugin: a b (expected: ");
    assertThatThrownBy(() -> new PluginManifest("a", "1", "*", "", manifest.people()))
        .hasMessageStartingWith("version of the plugin: 1 (expected: ");
  }

  @Test
  void theModuleMustProvideTheEntry() {
    Optional<ModuleDescriptor> without = Optional.of(ModuleDescriptor.newModule("mine").build());
    Optional<ModuleDescriptor> with =
        Optional.of(
            ModuleDescriptor.newModule("mine")
                .packages(Set.of("mine"))
                .provides(ENTRY, List.of("mine.Entry"))
                .build());

    assertThatThrownBy(() -> PluginManifest.requireEntry(without, folder))
        .hasMessageStartingWith("module-info (expected: provides " + ENTRY);
    assertThatCode(() -> PluginManifest.requireEntry(with, folder)).doesNotThrowAnyException();
  }

  @Test
  void withoutAModuleAServiceFileNamesTheEntry() throws IOException {
    assertThatThrownBy(() -> PluginManifest.requireEntry(Optional.empty(), folder))
        .hasMessageStartingWith("no module-info and no META-INF/services/" + ENTRY);

    Path services = Files.createDirectories(folder.resolve("META-INF/services"));
    Files.writeString(services.resolve(ENTRY), "mine.Entry");
    assertThatCode(() -> PluginManifest.requireEntry(Optional.empty(), folder))
        .doesNotThrowAnyException();
  }
}
