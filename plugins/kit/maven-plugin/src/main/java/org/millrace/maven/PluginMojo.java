package org.millrace.maven;

import java.io.File;
import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.jar.JarFile;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.model.License;
import org.apache.maven.model.Organization;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/**
 * Writes {@code META-INF/MANIFEST.MF} and {@code META-INF/lib} of a plugin into {@code
 * target/classes}, where the test kit and maven-jar-plugin find them.
 *
 * <p>Dependencies of scope {@code provided} are there at run time: plugin-api and what comes with
 * it, and other plugins. Those of scope {@code compile} and {@code runtime} are the plugin's own,
 * and go into its jar.
 */
@Mojo(
    name = "plugin",
    defaultPhase = LifecyclePhase.PROCESS_CLASSES,
    requiresDependencyResolution = ResolutionScope.COMPILE_PLUS_RUNTIME,
    threadSafe = true)
public final class PluginMojo extends AbstractMojo {
  private static final String API = "org.millrace:plugin-api";

  /** What the host shares with all plugins, even when a library asks for it once more. */
  private static final Set<String> SHARED =
      Set.of("io.netty", "org.apache.logging.log4j", "org.jspecify", "org.millrace");

  /** Filled in by Maven. */
  @Parameter(defaultValue = "${project}", readonly = true, required = true)
  private @Nullable MavenProject project;

  /** The plugin's unique name. */
  @Parameter(defaultValue = "${project.artifactId}")
  private String id = "";

  /**
   * The versions of plugin-api that the plugin works with. By default those that are compatible
   * with the one that it is compiled with, such as {@code >=0.9.0 & <1.0.0}.
   */
  @Parameter private @Nullable String requires;

  /** Made by Maven. */
  public PluginMojo() {}

  @Override
  public void execute() throws MojoExecutionException, MojoFailureException {
    MavenProject module = Objects.requireNonNull(project);
    if (module.getPackaging().equals("pom")) {
      return;
    }
    try {
      write(module, Path.of(module.getBuild().getOutputDirectory()));
    } catch (PluginException e) {
      throw new MojoFailureException(e.getMessage(), e);
    } catch (IOException e) {
      throw new MojoExecutionException("cannot write the plugin's files: " + e, e);
    }
  }

  private void write(MavenProject module, Path classes) throws IOException {
    Optional<ModuleDescriptor> descriptor = ModuleFile.read(classes).module();
    PluginManifest.requireEntry(descriptor, classes);
    List<ModuleFile> provided = new ArrayList<>();
    List<Path> own = new ArrayList<>();
    String api = null;
    for (Artifact artifact : module.getArtifacts()) {
      Path file = fileOf(artifact);
      if ((artifact.getGroupId() + ":" + artifact.getArtifactId()).equals(API)) {
        api = artifact.getBaseVersion();
      } else if (artifact.getScope().equals(Artifact.SCOPE_PROVIDED)) {
        provided.add(ModuleFile.read(file));
      } else if (!SHARED.contains(artifact.getGroupId())) {
        own.add(requireJar(file));
      }
    }
    PrivateLibraries.copy(own, classes);
    new PluginManifest(
            id,
            module.getVersion(),
            requires == null ? apiRange(api) : requires,
            RequiredPlugins.list(descriptor, provided),
            people(module))
        .writeTo(classes.resolve(JarFile.MANIFEST_NAME));
  }

  private static Path fileOf(Artifact artifact) {
    File file = artifact.getFile();
    if (file == null) {
      throw new PluginException(artifact + ": no file (expected: resolved by Maven)");
    }
    return file.toPath();
  }

  private static Path requireJar(Path file) {
    if (Files.isDirectory(file)) {
      throw new PluginException(
          file + " (expected: a jar; run Maven up to the phase package, or install that module)");
    }
    return file;
  }

  private static String apiRange(@Nullable String version) {
    if (version == null) {
      throw new PluginException("dependencies (expected: " + API + " with scope provided)");
    }
    return VersionRange.compatibleWith("version of " + API, version);
  }

  private static PluginManifest.People people(MavenProject module) {
    Organization organization = module.getOrganization();
    List<License> licences = module.getLicenses();
    return new PluginManifest.People(
        organization == null ? "" : text(organization.getName()),
        text(module.getDescription()),
        licences.isEmpty() ? "" : text(licences.get(0).getName()));
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }
}
