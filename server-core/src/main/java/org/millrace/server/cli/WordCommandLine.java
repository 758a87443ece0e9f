package org.millrace.server.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** What the command lines behind a first word, such as {@code millrace plugin}, have in common. */
final class WordCommandLine {
  private final PrintWriter out;
  private final PrintWriter err;

  WordCommandLine(PrintWriter out, PrintWriter err) {
    this.out = out;
    this.err = err;
  }

  /**
   * Reads what stands behind the word, and answers what can be answered at once.
   *
   * @param spec the word, with its subcommands
   * @param command makes the command of a subcommand and what stands behind it
   */
  Command parse(CommandSpec spec, List<String> arguments, Function<ParseResult, Command> command) {
    ParseResult result;
    try {
      result = new CommandLine(spec).parseArgs(arguments.toArray(String[]::new));
    } catch (ParameterException e) {
      err.println("millrace: " + e.getMessage());
      e.getCommandLine().usage(err);
      err.flush();
      return new Command.Exit(CommandLineParser.WRONG_OPTIONS);
    }
    ParseResult last = result.hasSubcommand() ? result.subcommand() : result;
    if (last.isUsageHelpRequested() || !result.hasSubcommand()) {
      boolean asked = last.isUsageHelpRequested();
      last.commandSpec().commandLine().usage(asked ? out : err);
      (asked ? out : err).flush();
      return new Command.Exit(asked ? 0 : CommandLineParser.WRONG_OPTIONS);
    }
    return command.apply(last);
  }

  static OptionSpec help() {
    return OptionSpec.builder("-h", "--help").usageHelp(true).description("Print this.").build();
  }

  static OptionSpec socket() {
    return OptionSpec.builder("--socket")
        .paramLabel("FILE")
        .type(Path.class)
        .description("The server's controlSocket, if the configuration has one.")
        .build();
  }
}
