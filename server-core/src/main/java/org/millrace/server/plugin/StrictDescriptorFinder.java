package org.millrace.server.plugin;

import static org.pf4j.ManifestPluginDescriptorFinder.PLUGIN_DEPENDENCIES;
import static org.pf4j.ManifestPluginDescriptorFinder.PLUGIN_DESCRIPTION;
import static org.pf4j.ManifestPluginDescriptorFinder.PLUGIN_ID;
import static org.pf4j.ManifestPluginDescriptorFinder.PLUGIN_LICENSE;
import static org.pf4j.ManifestPluginDescriptorFinder.PLUGIN_PROVIDER;
import static org.pf4j.ManifestPluginDescriptorFinder.PLUGIN_REQUIRES;
import static org.pf4j.ManifestPluginDescriptorFinder.PLUGIN_VERSION;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.millrace.api.plugin.ApiVersion;
import org.pf4j.DefaultPluginDescriptor;
import org.pf4j.PluginDependency;
import org.pf4j.PluginDescriptor;
import org.pf4j.PluginDescriptorFinder;

/**
 * Reads a plugin's manifest and refuses what PF4J would let through to fail later, and for all
 * plugins: a missing manifest, ids and versions that are none, ranges that cannot be read or that
 * leave out the API of this server.
 */
final class StrictDescriptorFinder implements PluginDescriptorFinder {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");
  private static final String RANGE = "a range of versions such as >=1.0.0 & <2.0.0";

  @Override
  public boolean isApplicable(Path jar) {
    return true;
  }

  /**
   * Reads the manifest of a jar.
   *
   * @throws PluginException if it cannot be used
   */
  @Override
  public PluginDescriptor find(Path jar) {
    Attributes manifest = manifestOf(jar);
    String id = id(manifest);
    DefaultPluginDescriptor descriptor =
        new DefaultPluginDescriptor(
            id,
            Objects.requireNonNullElse(text(manifest, PLUGIN_DESCRIPTION), ""),
            "",
            version(manifest),
            requires(manifest),
            text(manifest, PLUGIN_PROVIDER),
            text(manifest, PLUGIN_LICENSE));
    addDependencies(descriptor, manifest);
    return descriptor;
  }

  private static Attributes manifestOf(Path jar) {
    try (JarFile file = new JarFile(jar.toFile(), false)) {
      Manifest manifest = file.getManifest();
      if (manifest == null) {
        throw new PluginException(
            "no META-INF/MANIFEST.MF (expected: one with Plugin-Id and Plugin-Version)");
      }
      return manifest.getMainAttributes();
    } catch (IOException e) {
      throw new PluginException("no readable jar: " + e.getMessage(), e);
    }
  }

  private static String id(Attributes manifest) {
    String id = text(manifest, PLUGIN_ID);
    if (id == null) {
      throw unexpected(PLUGIN_ID, null, "the plugin's name");
    }
    if (!ID.matcher(id).matches()) {
      throw unexpected(PLUGIN_ID, id, "letters, digits, '.', '_' and '-'");
    }
    return id;
  }

  private static String version(Attributes manifest) {
    String version = text(manifest, PLUGIN_VERSION);
    if (version == null || !Versions.isVersion(version)) {
      throw unexpected(PLUGIN_VERSION, version, "a semantic version such as 1.0.0");
    }
    return version;
  }

  private static String requires(Attributes manifest) {
    String requires = text(manifest, PLUGIN_REQUIRES);
    if (requires == null) {
      return "*";
    }
    if (!Versions.isRange(requires)) {
      throw unexpected(PLUGIN_REQUIRES, requires, RANGE);
    }
    // As PF4J has it: a plain version in Plugin-Requires is the oldest that will do.
    String range = Versions.isVersion(requires) ? ">=" + requires : requires;
    if (!Versions.satisfies(ApiVersion.CURRENT, range)) {
      throw unexpected(
          PLUGIN_REQUIRES,
          requires,
          "a range with this server's plugin API, " + ApiVersion.CURRENT);
    }
    return range;
  }

  private static void addDependencies(DefaultPluginDescriptor descriptor, Attributes manifest) {
    String list = text(manifest, PLUGIN_DEPENDENCIES);
    if (list == null) {
      return;
    }
    for (String item : list.split(",", -1)) {
      PluginDependency dependency = new PluginDependency(item.strip());
      if (!ID.matcher(dependency.getPluginId()).matches()
          || !Versions.isRange(dependency.getPluginVersionSupport())) {
        throw unexpected(PLUGIN_DEPENDENCIES, list, "a list of id@range, such as flv@>=1.0.0");
      }
      descriptor.addDependency(dependency);
    }
  }

  private static @Nullable String text(Attributes manifest, String name) {
    String value = manifest.getValue(name);
    return value == null || value.isBlank() ? null : value.strip();
  }

  private static PluginException unexpected(String name, @Nullable String value, String expected) {
    String found = value == null ? "missing" : value;
    return new PluginException(name + ": " + found + " (expected: " + expected + ")");
  }
}
