package org.millrace.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A program that tests run. Immutable.
 *
 * @param command the program and the arguments that every run has
 * @param environment variables beside those of this process
 * @param folder the working directory
 */
record Tool(List<String> command, Map<String, String> environment, Path folder) {
  Tool {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }

  Tool(List<String> command, Map<String, String> environment) {
    this(command, environment, Path.of("").toAbsolutePath());
  }

  /** The same program, run in another folder. */
  Tool in(Path otherFolder) {
    return new Tool(command, environment, otherFolder);
  }

  /** Starts the program; the caller ends it, or a {@link TestBench} does. */
  RunningTool start(String... arguments) {
    List<String> words = new ArrayList<>(command);
    words.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(words).directory(folder.toFile());
    builder.environment().putAll(environment);
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      return new RunningTool(words, process);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot run " + words, e);
    }
  }

  /** Runs the program to its end; the test fails if that takes longer than the limit. */
  Outcome run(Duration limit, String... arguments) {
    try (RunningTool running = start(arguments)) {
      return running.awaitEnd(limit);
    }
  }
}
