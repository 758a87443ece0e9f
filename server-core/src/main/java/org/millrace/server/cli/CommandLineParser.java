package org.millrace.server.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Reads the command line. crtmpserver's options are known, too. */
public final class CommandLineParser {
  /** Exit code of a command line that cannot be understood. */
  public static final int WRONG_OPTIONS = 2;

  private static final String SERVICE_MANAGER =
      ": has no effect; the server runs in the foreground, and a service manager such as systemd"
          + " does this (see docs/operations.md)";

  /** No configuration: those have an extension, or a folder before their name. */
  private static final Pattern TOOL = Pattern.compile("[a-z][a-z0-9-]*");

  private final PrintWriter out;
  private final PrintWriter err;
  private final String version;
  private final Path defaultConfig;

  /**
   * A parser.
   *
   * @param out for help and version
   * @param err for errors
   * @param version the server's
   * @param defaultConfig what is run if the command line names no configuration
   */
  public CommandLineParser(PrintWriter out, PrintWriter err, String version, Path defaultConfig) {
    this.out = out;
    this.err = err;
    this.version = version;
    this.defaultConfig = defaultConfig;
  }

  /**
   * Reads a command line, and answers what can be answered at once.
   *
   * @param arguments as the system gives them
   * @return what is to be done
   */
  public Command parse(String... arguments) {
    if (arguments.length > 0 && arguments[0].equals(PluginCommandLine.WORD)) {
      List<String> rest = List.of(arguments).subList(1, arguments.length);
      return new PluginCommandLine(out, err).parse(rest);
    }
    if (arguments.length > 0 && arguments[0].equals(ConfigCommandLine.WORD)) {
      List<String> rest = List.of(arguments).subList(1, arguments.length);
      return new ConfigCommandLine(out, err).parse(rest);
    }
    if (arguments.length > 0 && isToolName(arguments[0])) {
      List<String> words = List.of(arguments);
      return new Command.Tool(words.get(0), words.subList(1, words.size()));
    }
    CommandLine commandLine = new CommandLine(spec());
    ParseResult result;
    try {
      result = commandLine.parseArgs(arguments);
    } catch (ParameterException e) {
      err.println("millrace: " + e.getMessage());
      commandLine.usage(err);
      err.flush();
      return new Command.Exit(WRONG_OPTIONS);
    }
    if (result.isUsageHelpRequested()) {
      commandLine.usage(out);
      out.flush();
      return new Command.Help();
    }
    if (result.isVersionHelpRequested()) {
      out.println("Millrace " + version);
      out.flush();
      return new Command.Exit(0);
    }
    return command(result);
  }

  /** Whether a word asks for a tool, if one has that name. */
  static boolean isToolName(String word) {
    return TOOL.matcher(word).matches();
  }

  private Command command(ParseResult result) {
    Path config = absolute(result.matchedPositionalValue(0, defaultConfig));
    if (result.hasMatchedOption("--check")) {
      return new Command.Check(config);
    }
    if (result.hasMatchedOption("--settings")) {
      return new Command.Settings(config);
    }
    @Nullable Path pidFile = result.matchedOptionValue("--pid", null);
    return new Command.Run(
        config,
        Optional.ofNullable(pidFile).map(CommandLineParser::absolute),
        result.hasMatchedOption("--use-implicit-console-appender"),
        warnings(result));
  }

  private static Path absolute(Path path) {
    return path.toAbsolutePath().normalize();
  }

  private static List<String> warnings(ParseResult result) {
    List<String> warnings = new ArrayList<>();
    for (String name : List.of("--daemon", "--uid", "--gid")) {
      if (result.hasMatchedOption(name)) {
        warnings.add(name + SERVICE_MANAGER);
      }
    }
    return warnings;
  }

  private CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().name("millrace");
    spec.usageMessage()
        .customSynopsis("millrace [OPTIONS] [CONFIG.lua]", "millrace TOOL [...]")
        .description("A live-media server. Runs in the foreground until SIGTERM or Ctrl-C.")
        .footer(
            "",
            "millrace plugin --help: list, check, load, unload and reload the plugins of a running"
                + " server.",
            "millrace config --help: check a configuration, or have the running server read its own"
                + " again.")
        .sortOptions(false);
    spec.addPositional(
        PositionalParamSpec.builder()
            .paramLabel("CONFIG.lua")
            .arity("0..1")
            .type(Path.class)
            .description("The configuration; default: " + defaultConfig)
            .build());
    spec.addOption(flag("--check", "Tell all that is wrong with the configuration; run nothing."));
    spec.addOption(
        flag("--settings", "Print all settings, those of the plugins too, as Markdown."));
    spec.addOption(
        value("--pid", "FILE", Path.class, "Write the process id to FILE; removed at the end."));
    spec.addOption(
        flag("--use-implicit-console-appender", "Log everything to the console, from the start."));
    spec.addOption(flag("--daemon", "For crtmpserver's sake; has no effect."));
    spec.addOption(value("--uid", "N", Integer.class, "For crtmpserver's sake; has no effect."));
    spec.addOption(value("--gid", "N", Integer.class, "For crtmpserver's sake; has no effect."));
    spec.addOption(
        OptionSpec.builder("-h", "--help").usageHelp(true).description("Print this.").build());
    spec.addOption(
        OptionSpec.builder("-V", "--version")
            .versionHelp(true)
            .description("Print the version.")
            .build());
    return spec;
  }

  private static OptionSpec flag(String name, String description) {
    return OptionSpec.builder(name).arity("0").type(boolean.class).description(description).build();
  }

  private static OptionSpec value(String name, String label, Class<?> type, String description) {
    return OptionSpec.builder(name)
        .arity("1")
        .paramLabel(label)
        .type(type)
        .description(description)
        .build();
  }
}
