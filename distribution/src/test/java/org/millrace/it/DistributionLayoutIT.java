package org.millrace.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** What lies in the distribution, and that its jars are what plugins and scripts rely on. */
class DistributionLayoutIT {
  private static final String PLUGIN_MODULES = "org.millrace.";

  private final Distribution distribution = Distribution.built();

  @Test
  void hasTheFoldersAndFilesThatTheDocumentationNames() {
    for (String folder :
        List.of("bin", "conf/samples", "docs", "lib/native", "logs", "media", "plugins", "run")) {
      assertThat(distribution.home().resolve(folder)).isDirectory();
    }
    for (String file :
        List.of(
            "LICENSE",
            "NOTICE",
            "README.md",
            "bin/millrace.bat",
            "conf/millrace.lua",
            "conf/samples/all.debug.lua",
            "conf/samples/flvplayback.lua",
            "conf/samples/lua-application.lua",
            "conf/samples/scripts/studio.lua",
            "conf/samples/vmapp.lua",
            "docs/operations.md",
            "media/demo.flv")) {
      assertThat(distribution.home().resolve(file)).isNotEmptyFile();
    }
    assertThat(distribution.script()).isExecutable();
  }

  @Test
  void everyLibraryIsAModuleOfItsOwn() {
    ModuleFinder finder = ModuleFinder.of(distribution.home().resolve("lib"));

    assertThat(finder.findAll()).hasSameSizeAs(distribution.libraryJars());
    assertThat(finder.findAll().stream().map(module -> module.descriptor()))
        .filteredOn(ModuleDescriptor::isAutomatic)
        .extracting(ModuleDescriptor::name)
        .as("without module-info: PF4J's version parser only")
        .containsExactly("com.github.zafarkhaja.semver");
  }

  @Test
  void noLibraryHoldsTwoVersions() {
    assertThat(distribution.libraryJars())
        .extracting(jar -> jar.getFileName().toString().replaceFirst("-\\d.*", ""))
        .doesNotHaveDuplicates();
  }

  @Test
  void theLicenceOfEveryLibraryIsNamed() throws IOException {
    String licences = Files.readString(distribution.home().resolve("docs/third-party.md"));

    assertThat(distribution.libraryJars())
        .extracting(jar -> jar.getFileName().toString().replaceFirst("-\\d.*", ""))
        .filteredOn(name -> !List.of("plugin-api", "server-core").contains(name))
        .allMatch(
            name ->
                licences.contains("`" + name + "`")
                    || licences.contains("`" + name.replaceFirst("-.*", "-*") + "`"));
  }

  @Test
  void nativeLibrariesAreThereForBothLinuxes() {
    assertThat(distribution.home().resolve("lib/native"))
        .isDirectoryContaining("glob:**epoll*linux-x86_64.jar")
        .isDirectoryContaining("glob:**epoll*linux-aarch_64.jar")
        .isDirectoryContaining("glob:**io_uring*linux-x86_64.jar")
        .isDirectoryContaining("glob:**io_uring*linux-aarch_64.jar");
  }

  @Test
  void aPluginHoldsItsOwnPackagesOnly() {
    ModuleFinder.of(distribution.plugins())
        .findAll()
        .forEach(
            module ->
                assertThat(module.descriptor().packages())
                    .as(module.descriptor().name())
                    .isNotEmpty()
                    .allMatch(name -> (name + ".").startsWith(module.descriptor().name() + ".")));
  }

  /** A plugin says twice what it needs: to PF4J in its manifest, to Java in its module-info. */
  @Test
  void manifestsAndModuleDescriptorsNameTheSamePlugins() throws IOException {
    Map<String, String> pluginOfModule = new HashMap<>();
    Map<String, Set<String>> required = new HashMap<>();
    Map<String, Set<String>> declared = new HashMap<>();
    for (Path jar : distribution.pluginJars()) {
      Attributes manifest = manifest(jar);
      String id = manifest.getValue("Plugin-Id");
      assertThat(jar.getFileName().toString())
          .isEqualTo(id + "-" + manifest.getValue("Plugin-Version") + ".jar");
      assertThat(manifest.getValue("Plugin-Requires")).as(id).isNotBlank();

      ModuleDescriptor module = ModuleFinder.of(jar).findAll().iterator().next().descriptor();
      assertThat(module.isAutomatic()).as(id).isFalse();
      pluginOfModule.put(module.name(), id);
      required.put(
          id,
          module.requires().stream()
              .map(ModuleDescriptor.Requires::name)
              .filter(name -> name.startsWith(PLUGIN_MODULES) && !name.equals("org.millrace.api"))
              .collect(Collectors.toSet()));
      String dependencies = manifest.getValue("Plugin-Dependencies");
      declared.put(
          id,
          Arrays.stream((dependencies == null ? "" : dependencies).split(","))
              .map(dependency -> dependency.replaceFirst("[?@].*", "").strip())
              .filter(name -> !name.isEmpty())
              .collect(Collectors.toSet()));
    }

    required.replaceAll(
        (id, modules) ->
            modules.stream()
                .map(module -> pluginOfModule.getOrDefault(module, module))
                .collect(Collectors.toSet()));
    assertThat(declared).isEqualTo(required);
  }

  @Test
  void theZipHoldsTheSameFilesAsTheTree() throws IOException {
    String name = "millrace-" + System.getProperty("millrace.version");
    Path zip = distribution.home().resolveSibling(name + ".zip");
    Set<String> packed = new TreeSet<>();
    try (ZipFile file = new ZipFile(zip.toFile())) {
      file.stream()
          .filter(entry -> !entry.isDirectory())
          .forEach(entry -> packed.add(entry.getName().substring(name.length() + 1)));
    }

    Set<String> unpacked = new TreeSet<>();
    try (Stream<Path> files = Files.walk(distribution.home())) {
      files
          .filter(Files::isRegularFile)
          .map(file -> distribution.home().relativize(file).toString())
          // Written by a server that was started in the tree.
          .filter(file -> !file.matches("(logs|run|media)/.*"))
          .forEach(unpacked::add);
    }
    unpacked.add("media/demo.flv");
    assertThat(packed).isEqualTo(unpacked);
  }

  private static Attributes manifest(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile());
        InputStream in = file.getInputStream(file.getEntry(JarFile.MANIFEST_NAME))) {
      return new java.util.jar.Manifest(in).getMainAttributes();
    }
  }
}
