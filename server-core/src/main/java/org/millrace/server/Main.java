package org.millrace.server;

import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Optional;
import org.millrace.server.cli.Command;
import org.millrace.server.cli.CommandLineParser;

/** The server's program. */
public final class Main {
  private Main() {}

  /**
   * Runs a server until it is asked to end.
   *
   * @param arguments see {@code --help}
   */
  public static void main(String[] arguments) {
    PrintWriter out = new PrintWriter(System.out, true, Charset.defaultCharset());
    PrintWriter err = new PrintWriter(System.err, true, Charset.defaultCharset());
    Path defaultConfig = Path.of(System.getProperty("millrace.home", "."), "conf", "millrace.lua");
    Command command = new CommandLineParser(out, err, version(), defaultConfig).parse(arguments);
    int code = 0;
    if (command instanceof Command.Run run) {
      code = new ServerProcess(run, err).run();
    } else if (command instanceof Command.Check check) {
      code = ConfigCheck.run(check.config(), out);
    } else if (command instanceof Command.Settings settings) {
      code = ConfigCheck.printSettings(settings.config(), out, err);
    } else if (command instanceof Command.Tool tool) {
      code = new ToolProcess(out, err).run(tool);
    } else if (command instanceof Command.Help) {
      code = new ToolProcess(out, err).list();
    } else if (command instanceof Command.Control control) {
      code = new ControlProcess(out, err).run(control);
    } else if (command instanceof Command.CheckPlugin check) {
      code = new ControlProcess(out, err).run(check);
    } else if (command instanceof Command.Exit exit) {
      code = exit.code();
    }
    System.exit(code);
  }

  static String version() {
    return Optional.ofNullable(Main.class.getModule().getDescriptor())
        .flatMap(descriptor -> descriptor.rawVersion())
        .orElse("(development)");
  }
}
