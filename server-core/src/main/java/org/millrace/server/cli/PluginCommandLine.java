package org.millrace.server.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** Reads {@code millrace plugin ...}. */
final class PluginCommandLine {
  /** The first word of the command line. */
  static final String WORD = "plugin";

  private static final String CHECK = "check";

  private final WordCommandLine line;

  PluginCommandLine(PrintWriter out, PrintWriter err) {
    this.line = new WordCommandLine(out, err);
  }

  /** Reads what stands behind the word, and answers what can be answered at once. */
  Command parse(List<String> arguments) {
    return line.parse(spec(), arguments, PluginCommandLine::command);
  }

  private static Command command(ParseResult result) {
    @Nullable Path socket = result.matchedOptionValue("--socket", null);
    String verb = result.commandSpec().name();
    if (verb.equals(CHECK)) {
      @Nullable Path plugins = result.matchedOptionValue("--plugins", null);
      return new Command.CheckPlugin(
          absolute(result.matchedPositionalValue(0, Path.of(""))),
          Optional.ofNullable(plugins).map(PluginCommandLine::absolute),
          Optional.ofNullable(socket));
    }
    List<String> words = new ArrayList<>(List.of(WORD, verb));
    result.matchedPositionals().stream()
        .map(positional -> positional.<Object>getValue())
        .map(value -> value instanceof Path path ? absolute(path).toString() : value.toString())
        .forEach(words::add);
    for (String flag : List.of("--json", "--dependents")) {
      if (result.hasMatchedOption(flag)) {
        words.add(flag);
      }
    }
    return new Command.Control(words, Optional.ofNullable(socket));
  }

  private static Path absolute(Path path) {
    return path.toAbsolutePath().normalize();
  }

  private static CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().name("millrace " + WORD);
    spec.usageMessage()
        .description(
            "Asks the running server about its plugins, or changes them.",
            "Exit codes: 0 done, 1 refused or failed, 2 wrong options, 3 no server runs.");
    spec.addOption(WordCommandLine.help());
    add(spec, "list", "The plugins that are loaded.", flag("--json", "Print JSON."));
    add(spec, "info", "All that is known of a plugin.", id(), flag("--json", "Print JSON."));
    add(
        spec,
        CHECK,
        "What would keep a jar from being loaded; without a running server, beside the plugins"
            + " folder.",
        file(),
        OptionSpec.builder("--plugins")
            .paramLabel("DIR")
            .type(Path.class)
            .description("Ask no server: check beside the plugins of this folder.")
            .build());
    add(spec, "load", "Load a jar, in the place of one with its id.", file());
    add(
        spec,
        "unload",
        "Unload a plugin until its jar changes or it is loaded again.",
        id(),
        flag("--dependents", "Unload those that need it, too."));
    add(spec, "reload", "Load a plugin again, from its jar as it is now.", id());
    return spec;
  }

  private static void add(CommandSpec parent, String verb, String what, Object... parts) {
    CommandSpec spec = CommandSpec.create().name(verb);
    spec.usageMessage().description(what);
    for (Object part : parts) {
      if (part instanceof OptionSpec option) {
        spec.addOption(option);
      } else if (part instanceof PositionalParamSpec positional) {
        spec.addPositional(positional);
      }
    }
    spec.addOption(WordCommandLine.socket());
    spec.addOption(WordCommandLine.help());
    parent.addSubcommand(verb, spec);
  }

  private static OptionSpec flag(String name, String description) {
    return OptionSpec.builder(name).arity("0").type(boolean.class).description(description).build();
  }

  private static PositionalParamSpec id() {
    return PositionalParamSpec.builder()
        .paramLabel("ID")
        .arity("1")
        .type(String.class)
        .description("The plugin.")
        .build();
  }

  private static PositionalParamSpec file() {
    return PositionalParamSpec.builder()
        .paramLabel("FILE")
        .arity("1")
        .type(Path.class)
        .description("The jar.")
        .build();
  }
}
