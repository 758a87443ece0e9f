package org.millrace.maven;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.regex.Pattern;

/**
 * The manifest of a plugin.
 *
 * @param id unique name
 * @param version of the plugin
 * @param requires versions of plugin-api
 * @param dependencies other plugins; "" if it needs none
 * @param people provider, description, licence: for people
 */
record PluginManifest(
    String id, String version, String requires, String dependencies, People people) {
  private static final String ENTRY = "org.millrace.api.plugin.MillracePlugin";
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

  PluginManifest {
    if (!ID.matcher(id).matches()) {
      throw new PluginException(
          "id of the plugin: %s (expected: letters, digits, '.', '_' and '-')".formatted(id));
    }
    VersionRange.require("version of the plugin", version);
  }

  /**
   * What only people read; "" for what the POM does not say.
   *
   * @param provider the POM's organization
   * @param description the POM's description
   * @param licence the first of the POM's licences
   */
  record People(String provider, String description, String licence) {}

  /**
   * Makes sure that the host finds the plugin's entry.
   *
   * @throws PluginException if the module provides none, or several
   */
  static void requireEntry(Optional<ModuleDescriptor> module, Path classes) {
    boolean found =
        module
            .map(PluginManifest::providesOneEntry)
            .orElseGet(() -> Files.exists(classes.resolve("META-INF/services/" + ENTRY)));
    if (!found) {
      throw new PluginException(
          module.isPresent()
              ? "module-info (expected: provides " + ENTRY + " with one class)"
              : "no module-info and no META-INF/services/" + ENTRY + " (expected: one of them)");
    }
  }

  private static boolean providesOneEntry(ModuleDescriptor module) {
    return module.provides().stream()
        .filter(provided -> provided.service().equals(ENTRY))
        .anyMatch(provided -> provided.providers().size() == 1);
  }

  /**
   * Writes it where jars are made from; a file that says the same already is left alone.
   *
   * @param file {@code META-INF/MANIFEST.MF} among the classes
   */
  void writeTo(Path file) throws IOException {
    Manifest manifest = new Manifest();
    Attributes entries = manifest.getMainAttributes();
    entries.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    put(entries, "Plugin-Id", id);
    put(entries, "Plugin-Version", version);
    put(entries, "Plugin-Requires", requires);
    put(entries, "Plugin-Dependencies", dependencies);
    put(entries, "Plugin-Provider", people.provider());
    put(entries, "Plugin-Description", people.description());
    put(entries, "Plugin-License", people.licence());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    manifest.write(bytes);
    if (!Files.exists(file) || !Arrays.equals(Files.readAllBytes(file), bytes.toByteArray())) {
      Files.createDirectories(file.getParent());
      Files.write(file, bytes.toByteArray());
    }
  }

  private static void put(Attributes entries, String name, String value) {
    if (!value.isBlank()) {
      // One line: a description in a POM may be wrapped.
      entries.putValue(name, value.strip().replaceAll("\\s+", " "));
    }
  }
}
