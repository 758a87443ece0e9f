package org.millrace.server;

import java.io.PrintWriter;
import java.nio.file.Path;
import org.millrace.server.config.ConfigProblems;
import org.millrace.server.config.InvalidConfigException;
import org.millrace.server.config.ServerConfig;
import org.millrace.server.config.ServerConfigReader;
import org.millrace.server.logging.LogSetup;

/**
 * Tells what is wrong with a configuration, with the plugins that are there: everything that a
 * start does up to the binding of ports.
 */
final class ConfigCheck {
  private static final int ERRORS = 1;
  private static final int WARNINGS = 2;

  private ConfigCheck() {}

  /**
   * Checks and prints.
   *
   * @return the exit code: 0 if a server would start
   */
  static int run(Path file, PrintWriter out) {
    LogSetup.console(WARNINGS);
    ConfigProblems problems = new ConfigProblems();
    int code = 0;
    try {
      ServerConfig config = ServerConfigReader.read(file, problems);
      problems.warnings().forEach(problem -> out.println("warning: " + problem));
      new MillraceServer(config).check();
    } catch (InvalidConfigException e) {
      e.problems().warnings().forEach(problem -> out.println("warning: " + problem));
      e.problems().errors().forEach(problem -> out.println("error: " + problem));
      code = 1;
    } catch (StartException e) {
      e.getMessage().lines().forEach(line -> out.println("error: " + line));
      code = 1;
    } finally {
      LogSetup.shutdown();
    }
    out.println(file + (code == 0 ? ": fine" : ": cannot be used"));
    return code;
  }

  /**
   * Prints the reference of all settings, those of the plugins too.
   *
   * @return the exit code: 0 if the configuration can be used
   */
  static int printSettings(Path file, PrintWriter out, PrintWriter err) {
    LogSetup.console(ERRORS);
    try {
      ServerConfig config = ServerConfigReader.read(file, new ConfigProblems());
      out.print(new MillraceServer(config).settingsReference());
      out.flush();
      return 0;
    } catch (InvalidConfigException | StartException e) {
      String.valueOf(e.getMessage()).lines().forEach(line -> err.println("error: " + line));
      return 1;
    } finally {
      LogSetup.shutdown();
    }
  }
}
