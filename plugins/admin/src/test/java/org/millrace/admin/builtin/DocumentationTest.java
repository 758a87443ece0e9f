package org.millrace.admin.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.millrace.admin.command.Command;
import org.millrace.admin.command.Parameter;

/** The table of commands in the documentation is what {@code help} tells. */
class DocumentationTest {
  private static final Path PAGE = Path.of("..", "..", "distribution", "docs", "admin.md");

  @Test
  void everyCommandHasItsLine() throws IOException {
    List<String> lines = new Builtins().commands().stream().map(DocumentationTest::line).toList();

    assertThat(Files.readAllLines(PAGE)).containsSubsequence(lines);
  }

  private static String line(Command command) {
    String names =
        command.aliases().isEmpty()
            ? "`" + command.name() + "`"
            : "`" + command.name() + "` (`" + String.join("`, `", command.aliases()) + "`)";
    String parameters =
        command.parameters().stream()
            .map(DocumentationTest::parameter)
            .collect(Collectors.joining(", "));
    return "| " + names + " | " + parameters + " | " + command.description() + " |";
  }

  private static String parameter(Parameter<?> parameter) {
    if (parameter.isMandatory()) {
      return "**" + parameter.name() + "**";
    }
    String otherwise = parameter.defaultText();
    return otherwise.isEmpty() ? parameter.name() : parameter.name() + " = " + otherwise;
  }
}
