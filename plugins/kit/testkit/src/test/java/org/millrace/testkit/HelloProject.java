package org.millrace.testkit;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * The classes of a plugin {@code hello}: an application that greets, and does on command what a
 * plugin must not do; and a protocol that echoes lines.
 */
public final class HelloProject {
  private static final Path SOURCES = Path.of("src", "test", "hello");

  private HelloProject() {}

  /** Compiles it. */
  public static Path compile() {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
        Stream<Path> sources = Files.walk(SOURCES)) {
      Path classes = Files.createTempDirectory(Path.of("target"), "hello");
      List<String> options =
          List.of("-d", classes.toString(), "-p", System.getProperty("java.class.path"));
      List<Path> units = sources.filter(file -> file.toString().endsWith(".java")).toList();
      if (!compiler
          .getTask(messages, files, null, options, null, files.getJavaFileObjectsFromPaths(units))
          .call()) {
        throw new AssertionError(messages);
      }
      return classes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
