package org.millrace.server.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What the command line asks for. */
public sealed interface Command {

  /**
   * Run a server.
   *
   * @param config the configuration
   * @param pidFile where the process id is to be written
   * @param implicitConsole whether everything is to be logged to the console
   * @param warnings what was asked for and is not done, and what to do instead
   */
  record Run(Path config, Optional<Path> pidFile, boolean implicitConsole, List<String> warnings)
      implements Command {
    public Run {
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * Tell what is wrong with a configuration.
   *
   * @param config the configuration
   */
  record Check(Path config) implements Command {}

  /**
   * Print the reference of all settings.
   *
   * @param config the configuration that says where the plugins are
   */
  record Settings(Path config) implements Command {}

  /**
   * Run a program that a plugin brings.
   *
   * @param name the word that asks for it
   * @param arguments what stands behind that word
   */
  record Tool(String name, List<String> arguments) implements Command {
    public Tool {
      arguments = List.copyOf(arguments);
    }
  }

  /** Tell which programs plugins bring; the server's own options have been printed. */
  record Help() implements Command {}

  /**
   * Give a command to the running server.
   *
   * @param words the command and its arguments
   * @param socket where the server listens, if that was said
   */
  record Control(List<String> words, Optional<Path> socket) implements Command {
    public Control {
      words = List.copyOf(words);
    }
  }

  /**
   * Tell what would keep a jar from being loaded.
   *
   * @param file the jar, absolute
   * @param plugins the folder of the plugins beside which it is to be checked, if that was said;
   *     absolute
   * @param socket where the server listens, if that was said
   */
  record CheckPlugin(Path file, Optional<Path> plugins, Optional<Path> socket) implements Command {}

  /**
   * Nothing more: what was asked for has been printed.
   *
   * @param code for the process
   */
  record Exit(int code) implements Command {}
}
