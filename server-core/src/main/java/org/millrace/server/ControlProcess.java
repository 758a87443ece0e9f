package org.millrace.server;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.millrace.server.cli.Command;
import org.millrace.server.control.ControlAnswer;
import org.millrace.server.control.ControlClient;
import org.millrace.server.control.ControlException;
import org.millrace.server.logging.LogSetup;
import org.millrace.server.plugin.FolderCheck;

/** The life of a process that gives a command to a running server. */
final class ControlProcess {
  /** Exit code if there is nobody to give a command to. */
  private static final int NO_SERVER = 3;

  private static final int FAILED = 1;
  private static final int ERRORS = 1;

  /** A plugin that stops may wait for its peers and its files. */
  private static final Duration TIMEOUT = Duration.ofMinutes(2);

  private final PrintWriter out;
  private final PrintWriter err;

  ControlProcess(PrintWriter out, PrintWriter err) {
    this.out = out;
    this.err = err;
  }

  /**
   * Gives a command.
   *
   * @return the exit code
   */
  int run(Command.Control command) {
    try {
      Path socket = socket(command.socket());
      Optional<ControlAnswer> answer = new ControlClient(socket, TIMEOUT).ask(command.words());
      if (answer.isEmpty()) {
        err.println(
            "millrace: no server listens at %s (expected: one that runs; --socket FILE if its"
                    .formatted(socket)
                + " configuration has another controlSocket)");
      }
      return answer.map(this::print).orElse(NO_SERVER);
    } catch (ControlException e) {
      err.println("millrace: " + e.getMessage());
      return FAILED;
    }
  }

  /**
   * Has a jar checked, by the running server or by this process.
   *
   * @return the exit code: 0 if it could be loaded
   */
  int run(Command.CheckPlugin check) {
    try {
      Optional<ControlAnswer> answer = Optional.empty();
      if (check.plugins().isEmpty()) {
        List<String> words = List.of("plugin", "check", check.file().toString());
        answer = new ControlClient(socket(check.socket()), TIMEOUT).ask(words);
      }
      return print(answer.isPresent() ? answer.get() : checkHere(check));
    } catch (ControlException e) {
      err.println("millrace: " + e.getMessage());
      return FAILED;
    }
  }

  private static ControlAnswer checkHere(Command.CheckPlugin check) {
    Optional<Path> folder = check.plugins().or(PluginPhase::defaultFolder);
    LogSetup.console(ERRORS);
    try {
      List<String> problems = FolderCheck.check(check.file(), folder);
      return problems.isEmpty()
          ? ControlAnswer.done(List.of(check.file() + ": fine"))
          : ControlAnswer.failed(problems);
    } catch (IOException e) {
      return ControlAnswer.failed(List.of(e.toString()));
    } finally {
      LogSetup.shutdown();
    }
  }

  private static Path socket(Optional<Path> said) {
    return said.orElseGet(
        () -> Path.of(System.getProperty("millrace.home", "."), "run", "control.sock"));
  }

  private int print(ControlAnswer answer) {
    PrintWriter stream = answer.exitCode() == 0 ? out : err;
    answer.lines().forEach(stream::println);
    stream.flush();
    return answer.exitCode();
  }
}
