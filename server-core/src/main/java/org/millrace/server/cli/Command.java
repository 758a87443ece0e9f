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
   * Nothing more: what was asked for has been printed.
   *
   * @param code for the process
   */
  record Exit(int code) implements Command {}
}
