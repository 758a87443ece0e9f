package org.millrace.it;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;

/**
 * A plugin with an application {@code hello} that says its version when it starts and stops, as
 * somebody outside of this project would build it: with the distribution's jars alone. It is no
 * named module, and becomes an automatic one.
 *
 * @param version of the plugin
 * @param requires versions of plugin-api
 */
record HelloPlugin(String version, String requires) {
  private static final String PLUGIN =
      """
      package hello;

      import java.util.List;
      import org.millrace.api.application.Application;
      import org.millrace.api.application.ApplicationContext;
      import org.millrace.api.application.ApplicationFactory;
      import org.millrace.api.plugin.MillracePlugin;

      public final class HelloPlugin implements MillracePlugin {
        @Override public List<ApplicationFactory> applications() {
          return List.of(new ApplicationFactory() {
            @Override public String type() { return "hello"; }
            @Override public Application create(ApplicationContext context) {
              return new Application() {
                @Override public void start() { context.log().info("hello from %1$s"); }
                @Override public void stop() { context.log().info("goodbye from %1$s"); }
              };
            }
          });
        }
      }
      """;

  HelloPlugin(String version) {
    this(version, ">=0.9.0 & <1.0.0");
  }

  /** Compiles it and packs it. */
  Path build(Distribution distribution, Path folder) {
    try {
      Path sources = Files.createDirectories(folder.resolve("source-" + version));
      Path classes = Files.createDirectories(folder.resolve("classes-" + version));
      StringWriter said = new StringWriter();
      PrintWriter printer = new PrintWriter(said);
      int code =
          ToolProvider.findFirst("javac")
              .orElseThrow()
              .run(
                  printer,
                  printer,
                  "--release",
                  "17",
                  "-proc:none",
                  "--class-path",
                  distribution.libraryJars().stream()
                      .map(Path::toString)
                      .collect(Collectors.joining(File.pathSeparator)),
                  "-d",
                  classes.toString(),
                  Files.writeString(sources.resolve("HelloPlugin.java"), PLUGIN.formatted(version))
                      .toString());
      if (code != 0) {
        throw new AssertionError(said);
      }
      Path services = Files.createDirectories(classes.resolve("META-INF/services"));
      Files.writeString(
          services.resolve("org.millrace.api.plugin.MillracePlugin"), "hello.HelloPlugin");
      return pack(classes, folder.resolve("hello-" + version + ".jar"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path pack(Path classes, Path jar) throws IOException {
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.putValue("Plugin-Id", "hello");
    attributes.putValue("Plugin-Version", version);
    attributes.putValue("Plugin-Requires", requires);
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out, manifest);
        var tree = Files.walk(classes)) {
      for (Path file : tree.filter(Files::isRegularFile).toList()) {
        entries.putNextEntry(new JarEntry(classes.relativize(file).toString().replace('\\', '/')));
        Files.copy(file, entries);
      }
    }
    return jar;
  }
}
