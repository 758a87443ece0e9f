package org.millrace.server;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.apache.logging.log4j.LogManager;
import org.millrace.api.plugin.CommandLineTool;
import org.millrace.server.cli.Command;
import org.millrace.server.cli.CommandLineParser;
import org.millrace.server.cli.ToolRegistry;
import org.millrace.server.cli.ToolRegistry.OfferedTool;
import org.millrace.server.config.ServerConfigReader;
import org.millrace.server.logging.LogSetup;

/** The life of a process that runs a program of a plugin: plugins and event loops, no server. */
final class ToolProcess {
  private static final int FAILED = 1;

  /** What a shell reports of a program that Ctrl-C ended. */
  private static final int INTERRUPTED = 130;

  private static final int ERRORS = 1;

  private final PrintWriter out;
  private final PrintWriter err;

  ToolProcess(PrintWriter out, PrintWriter err) {
    this.out = out;
    this.err = err;
  }

  /**
   * Runs a tool to its end.
   *
   * @return the tool's exit code
   */
  int run(Command.Tool command) {
    return withTools(
        tools ->
            tools
                .find(command.name())
                .map(offered -> run(offered, command.arguments()))
                .orElseGet(() -> unknown(command.name(), tools)));
  }

  /**
   * Prints which tools there are.
   *
   * @return the exit code
   */
  int list() {
    return withTools(
        tools -> {
          if (!tools.all().isEmpty()) {
            out.println("Tools (TOOL --help tells more):");
            tools.all().forEach(tool -> out.printf("  %-20s %s%n", tool.name(), tool.summary()));
            out.flush();
          }
          return 0;
        });
  }

  private int run(OfferedTool offered, List<String> arguments) {
    interruptBySignals(Thread.currentThread());
    try {
      return offered.tool().run(arguments, out, err, offered.plugin());
    } catch (RuntimeException e) {
      LogManager.getLogger(ToolProcess.class).error("{} failed", offered.tool().name(), e);
      return FAILED;
    } finally {
      // Else the end of the plugins could not wait for anything.
      Thread.interrupted();
      out.flush();
      err.flush();
    }
  }

  private int unknown(String name, ToolRegistry tools) {
    String known =
        tools.all().stream().map(CommandLineTool::name).collect(Collectors.joining(", "));
    err.printf(
        "millrace: %s: no plugin brings such a tool (expected: %s, or a configuration, such as"
            + " ./%s or %s.lua)%n",
        name, known.isEmpty() ? "a plugin that does" : known, name, name);
    return CommandLineParser.WRONG_OPTIONS;
  }

  private int withTools(ToIntFunction<ToolRegistry> work) {
    LogSetup.standardError(ERRORS);
    Path home = Path.of(System.getProperty("millrace.home", "."));
    try {
      return new MillraceServer(ServerConfigReader.defaults(home)).withTools(work::applyAsInt);
    } catch (StartException e) {
      String.valueOf(e.getMessage()).lines().forEach(line -> err.println("millrace: " + line));
      return FAILED;
    } finally {
      LogSetup.shutdown();
    }
  }

  /** The first signal asks the tool to end; who sends a second one does not want to wait. */
  private static void interruptBySignals(Thread tool) {
    AtomicBoolean asked = new AtomicBoolean();
    Runnable action =
        () -> {
          if (asked.getAndSet(true)) {
            Runtime.getRuntime().halt(INTERRUPTED);
          }
          tool.interrupt();
        };
    Signals.handle("INT", action);
    Signals.handle("TERM", action);
  }
}
