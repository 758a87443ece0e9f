package org.millrace.server.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** Reads {@code millrace config ...}. */
final class ConfigCommandLine {
  /** The first word of the command line. */
  static final String WORD = "config";

  private static final String CHECK = "check";
  private static final String RELOAD = "reload";

  private final WordCommandLine line;

  ConfigCommandLine(PrintWriter out, PrintWriter err) {
    this.line = new WordCommandLine(out, err);
  }

  /** Reads what stands behind the word, and answers what can be answered at once. */
  Command parse(List<String> arguments) {
    return line.parse(spec(), arguments, ConfigCommandLine::command);
  }

  private static Command command(ParseResult last) {
    if (last.commandSpec().name().equals(CHECK)) {
      Path file = last.matchedPositionalValue(0, Path.of(""));
      return new Command.Check(file.toAbsolutePath().normalize());
    }
    @Nullable Path socket = last.matchedOptionValue("--socket", null);
    return new Command.Control(List.of(WORD, RELOAD), Optional.ofNullable(socket));
  }

  private static CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().name("millrace " + WORD);
    spec.usageMessage()
        .description(
            "Checks a configuration, or has the running server read its own again.",
            "Exit codes: 0 done, 1 refused, 2 wrong options, 3 no server runs.");
    spec.addOption(WordCommandLine.help());
    CommandSpec check = CommandSpec.create().name(CHECK);
    check.usageMessage().description("All that is wrong with a configuration; as --check has it.");
    check.addPositional(
        PositionalParamSpec.builder()
            .paramLabel("FILE")
            .arity("1")
            .type(Path.class)
            .description("The configuration.")
            .build());
    check.addOption(WordCommandLine.help());
    spec.addSubcommand(CHECK, check);
    CommandSpec reload = CommandSpec.create().name(RELOAD);
    reload
        .usageMessage()
        .description(
            "Only what has changed is touched. A configuration with errors is refused whole, and"
                + " the server goes on.");
    reload.addOption(WordCommandLine.socket());
    reload.addOption(WordCommandLine.help());
    spec.addSubcommand(RELOAD, reload);
    return spec;
  }
}
