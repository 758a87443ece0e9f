package org.millrace.it;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The sources of a plugin, and how somebody outside of this project makes a jar of them: with the
 * jars of the distribution's {@code lib/}, and nothing else.
 *
 * @param name for its folders and its jar
 * @param files by their paths; {@code .java} is compiled, everything else goes into the jar
 * @param manifest entries of the manifest
 */
record PluginSources(String name, Map<String, String> files, Map<String, String> manifest) {

  /**
   * Compiles and packs.
   *
   * @param folder for everything
   * @return the jar, in that folder
   */
  Path build(Distribution distribution, Path folder) {
    try {
      Path sources = Files.createDirectories(folder.resolve(name + "-sources"));
      Path classes = Files.createDirectories(folder.resolve(name + "-classes"));
      List<String> javaFiles = new ArrayList<>();
      for (Map.Entry<String, String> file : files.entrySet()) {
        boolean java = file.getKey().endsWith(".java");
        Path path = (java ? sources : classes).resolve(file.getKey());
        Files.createDirectories(path.getParent());
        Files.writeString(path, file.getValue());
        if (java) {
          javaFiles.add(path.toString());
        }
      }
      compile(distribution, classes, javaFiles);
      return pack(classes, folder.resolve(name + ".jar"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void compile(Distribution distribution, Path classes, List<String> javaFiles) {
    String libraries =
        distribution.libraryJars().stream()
            .map(Path::toString)
            .collect(Collectors.joining(File.pathSeparator));
    List<String> arguments = new ArrayList<>(List.of("--release", "17", "-proc:none"));
    arguments.add(files.containsKey("module-info.java") ? "--module-path" : "--class-path");
    arguments.addAll(List.of(libraries, "-d", classes.toString()));
    arguments.addAll(javaFiles);
    StringWriter said = new StringWriter();
    PrintWriter printer = new PrintWriter(said);
    int code =
        ToolProvider.findFirst("javac")
            .orElseThrow()
            .run(printer, printer, arguments.toArray(String[]::new));
    if (code != 0) {
      throw new AssertionError(said);
    }
  }

  private Path pack(Path classes, Path jar) throws IOException {
    Manifest entries = new Manifest();
    entries.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.forEach(entries.getMainAttributes()::putValue);
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream packed = new JarOutputStream(out, entries);
        Stream<Path> tree = Files.walk(classes)) {
      for (Path file : tree.filter(Files::isRegularFile).toList()) {
        packed.putNextEntry(new JarEntry(classes.relativize(file).toString().replace('\\', '/')));
        Files.copy(file, packed);
      }
    }
    return jar;
  }
}
