package org.millrace.server.fake;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.module.ResolvedModule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes plugin jars of source text. */
public final class TestPlugin {
  private static final ToolProvider JAVAC = ToolProvider.findFirst("javac").orElseThrow();

  private final Map<String, String> manifest = new LinkedHashMap<>();
  private final Map<String, String> sources = new LinkedHashMap<>();
  private final Map<String, byte[]> files = new LinkedHashMap<>();
  private final List<String> modulePath = new ArrayList<>();

  private TestPlugin() {}

  /** A jar without manifest and without classes. */
  public static TestPlugin empty() {
    return new TestPlugin();
  }

  /** A plugin without classes. */
  public static TestPlugin named(String id) {
    return empty()
        .manifest("Plugin-Id", id)
        .manifest("Plugin-Version", "1.0.0")
        .manifest("Plugin-Requires", ">=0.9.0");
  }

  /**
   * A plugin that is a module, with an entry {@code Entry} in the package of the same name.
   *
   * @param id plugin, module and package
   * @param requires more directives of the module
   * @param body of the entry's class
   */
  public static TestPlugin of(String id, String requires, String body) {
    return named(id)
        .source(
            "module-info",
            """
            module %1$s {
              requires org.millrace.api;
              %2$s
              provides org.millrace.api.plugin.MillracePlugin with %1$s.Entry;
            }
            """
                .formatted(id, requires))
        .entry(id, body);
  }

  /** A plugin that brings a chain of the plugin's name and nothing else. */
  public static TestPlugin of(String id) {
    return of(id, "", bringsChain('"' + id + '"'));
  }

  /** Code of an entry that brings a chain; chains are how test plugins talk to tests. */
  public static String bringsChain(String nameExpression) {
    return """
        @Override public List<ProtocolFactory> protocols() {
          return List.of(new ProtocolFactory() {
            @Override public List<ProtocolChain> chains() {
              return List.of(ProtocolChain.of(%s, "tcp"));
            }
          });
        }
        """
        .formatted(nameExpression);
  }

  /** A jar of a library with one class {@code lib.Lib} that says its version. */
  public static byte[] library(Path folder, String version, boolean automatic) {
    TestPlugin library =
        empty()
            .source(
                "lib/Lib",
                "package lib; public class Lib { public static String version() { return \""
                    + version
                    + "\"; } }");
    if (!automatic) {
      library.source("module-info", "module lib { exports lib; }");
    }
    Path jar = library.build(folder.resolve("lib.jar"));
    try {
      return Files.readAllBytes(jar);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public TestPlugin manifest(String name, String value) {
    manifest.put(name, value);
    return this;
  }

  public TestPlugin version(String version) {
    return manifest("Plugin-Version", version);
  }

  public TestPlugin dependencies(String list) {
    return manifest("Plugin-Dependencies", list);
  }

  public TestPlugin source(String name, String text) {
    sources.put(name, text);
    return this;
  }

  public TestPlugin entry(String packageName, String body) {
    return source(
        packageName + "/Entry",
        """
        package %s;
        import java.util.*;
        import java.util.concurrent.*;
        import io.netty.channel.*;
        import org.millrace.api.application.*;
        import org.millrace.api.config.*;
        import org.millrace.api.plugin.*;
        import org.millrace.api.protocol.*;
        import org.millrace.api.stream.*;
        public final class Entry implements MillracePlugin {
          %s
        }
        """
            .formatted(packageName, body));
  }

  public TestPlugin file(String name, byte[] content) {
    files.put(name, content);
    return this;
  }

  /** Compiles against another jar, too. */
  public TestPlugin with(Path jar) {
    modulePath.add(jar.toString());
    return this;
  }

  /** Compiles and packs. */
  public Path build(Path jar) {
    try {
      Files.createDirectories(jar.getParent());
      // Beside the jar, so that the test that removes the one removes the other.
      Path classes = Files.createTempDirectory(jar.getParent(), "classes");
      compile(Files.createTempDirectory(jar.getParent(), "sources"), classes);
      pack(jar, classes);
      return jar;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void compile(Path folder, Path classes) throws IOException {
    if (sources.isEmpty()) {
      return;
    }
    boolean named = sources.containsKey("module-info");
    List<String> command =
        new ArrayList<>(
            List.of("--release", "17", "-proc:none", "-nowarn", "-d", classes.toString()));
    command.addAll(List.of(named ? "--module-path" : "--class-path", path()));
    for (Map.Entry<String, String> source : sources.entrySet()) {
      Path file = folder.resolve(source.getKey() + ".java");
      Files.createDirectories(file.getParent());
      command.add(Files.writeString(file, source.getValue()).toString());
    }
    StringWriter out = new StringWriter();
    PrintWriter printer = new PrintWriter(out);
    if (JAVAC.run(printer, printer, command.toArray(String[]::new)) != 0) {
      throw new IllegalArgumentException(out.toString());
    }
  }

  /** What tests themselves run with, and the jars that were added. */
  private String path() {
    Stream<String> boot =
        ModuleLayer.boot().configuration().modules().stream()
            .map(ResolvedModule::reference)
            .flatMap(reference -> reference.location().stream())
            .filter(location -> location.getScheme().equals("file"))
            .map(location -> Path.of(location).toString());
    return Stream.concat(modulePath.stream(), boot)
        .collect(Collectors.joining(System.getProperty("path.separator")));
  }

  private void pack(Path jar, Path classes) throws IOException {
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = open(out)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        entries.putNextEntry(new JarEntry(file.getKey()));
        entries.write(file.getValue());
      }
      try (Stream<Path> tree = Files.walk(classes)) {
        for (Path file : tree.filter(Files::isRegularFile).sorted().toList()) {
          String name = classes.relativize(file).toString().replace('\\', '/');
          entries.putNextEntry(new JarEntry(name));
          entries.write(Files.readAllBytes(file));
        }
      }
      if (files.isEmpty() && sources.isEmpty()) {
        entries.putNextEntry(new JarEntry("empty"));
      }
    }
  }

  private JarOutputStream open(OutputStream out) throws IOException {
    return attributes().isPresent()
        ? new JarOutputStream(out, attributes().get())
        : new JarOutputStream(out);
  }

  private Optional<Manifest> attributes() {
    if (manifest.isEmpty()) {
      return Optional.empty();
    }
    Manifest result = new Manifest();
    result.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.forEach(result.getMainAttributes()::putValue);
    return Optional.of(result);
  }
}
