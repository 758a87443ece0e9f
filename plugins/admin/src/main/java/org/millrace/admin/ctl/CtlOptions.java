package org.millrace.admin.ctl;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/**
 * The command line of {@code millrace ctl}.
 *
 * @param server where it is, if that was said
 * @param tokenFile where the token is, if that was said
 * @param timeout of the request
 * @param json whether the answer is for programs
 * @param command its name
 * @param parameters strings, or lists of them
 */
record CtlOptions(
    Optional<String> server,
    Optional<Path> tokenFile,
    Duration timeout,
    boolean json,
    String command,
    Map<String, Object> parameters) {

  static CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().name("millrace ctl");
    spec.usageMessage()
        .description("Runs a command in a running server; the command help lists all of them.")
        .footer(
            "",
            "The server is found by --server, MILLRACE_SERVER, the file run/http-address that it"
                + " leaves, or http://127.0.0.1:8080; the token by --token-file, MILLRACE_TOKEN, or"
                + " the file run/admin-token.",
            "Exit code: 0; 1 if the command fails; 2 for a command line that cannot be understood;"
                + " 3 if no server answers, or not to this token.")
        .sortOptions(false);
    spec.addPositional(positional("COMMAND", "0", "such as listStreams; in any case"));
    spec.addPositional(
        PositionalParamSpec.builder()
            .paramLabel("KEY=VALUE")
            .index("1..*")
            .arity("0..*")
            .type(List.class)
            .auxiliaryTypes(String.class)
            .description("its parameters; a comma makes a list, \\, is a comma")
            .build());
    spec.addOption(text("--server", "URL", "where the server is, such as http://127.0.0.1:8080"));
    spec.addOption(text("--token-file", "FILE", "a file with the administrator's token"));
    spec.addOption(
        OptionSpec.builder("--timeout")
            .paramLabel("SECONDS")
            .type(Integer.class)
            .defaultValue("30")
            .description("how long to wait for the answer (default: ${DEFAULT-VALUE})")
            .build());
    spec.addOption(
        OptionSpec.builder("--json").description("print the answer as JSON, on one line").build());
    spec.addOption(
        OptionSpec.builder("-h", "--help")
            .usageHelp(true)
            .description("show this and exit")
            .build());
    return spec;
  }

  private static PositionalParamSpec positional(String label, String index, String description) {
    return PositionalParamSpec.builder()
        .paramLabel(label)
        .index(index)
        .required(true)
        .type(String.class)
        .description(description)
        .build();
  }

  private static OptionSpec text(String name, String label, String description) {
    return OptionSpec.builder(name)
        .paramLabel(label)
        .type(String.class)
        .description(description)
        .build();
  }

  /**
   * Reads what was parsed.
   *
   * @throws IllegalArgumentException if a parameter is none
   */
  static CtlOptions of(ParseResult parsed) {
    int seconds = parsed.matchedOptionValue("--timeout", 30);
    if (seconds < 1) {
      throw new IllegalArgumentException("--timeout: " + seconds + " (expected: at least 1)");
    }
    Optional<String> server = Optional.ofNullable(parsed.matchedOptionValue("--server", null));
    String tokenFile = parsed.matchedOptionValue("--token-file", null);
    List<String> words = parsed.matchedPositionalValue(1, List.<String>of());
    return new CtlOptions(
        server,
        Optional.ofNullable(tokenFile).map(Path::of),
        Duration.ofSeconds(seconds),
        parsed.hasMatchedOption("--json"),
        parsed.matchedPositionalValue(0, ""),
        parameters(words));
  }

  private static Map<String, Object> parameters(List<String> words) {
    Map<String, Object> parameters = new LinkedHashMap<>();
    for (String word : words) {
      int equals = word.indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException(word + ": no parameter (expected: key=value)");
      }
      if (parameters.put(word.substring(0, equals), value(word.substring(equals + 1))) != null) {
        throw new IllegalArgumentException(word + ": given twice (expected: once)");
      }
    }
    return parameters;
  }

  private static Object value(String text) {
    List<String> parts = new ArrayList<>();
    for (String part : text.split("(?<!\\\\),", -1)) {
      parts.add(part.replace("\\,", ","));
    }
    return parts.size() == 1 ? parts.get(0) : parts;
  }
}
