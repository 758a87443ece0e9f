package org.millrace.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineParserTest {
  private static final Path DEFAULT = Path.of("/opt/millrace/conf/millrace.lua");

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final CommandLineParser parser =
      new CommandLineParser(new PrintWriter(out), new PrintWriter(err), "1.2.3", DEFAULT);

  @Test
  void nothingRunsTheDefaultConfiguration() {
    assertThat(parser.parse())
        .isEqualTo(new Command.Run(DEFAULT, Optional.empty(), false, List.of()));
  }

  @Test
  void allOptionsTogether() {
    assertThat(parser.parse("--use-implicit-console-appender", "--pid", "/run/m.pid", "/etc/m.lua"))
        .isEqualTo(
            new Command.Run(
                Path.of("/etc/m.lua"), Optional.of(Path.of("/run/m.pid")), true, List.of()));
  }

  @Test
  void pathsAreMadeAbsolute() {
    Command command = parser.parse("--pid=m.pid", "sub/../m.lua");

    assertThat(command)
        .isEqualTo(
            new Command.Run(
                Path.of("m.lua").toAbsolutePath(),
                Optional.of(Path.of("m.pid").toAbsolutePath()),
                false,
                List.of()));
  }

  @Test
  void checkTakesAConfiguration() {
    assertThat(parser.parse("--check", "/etc/m.lua"))
        .isEqualTo(new Command.Check(Path.of("/etc/m.lua")));
    assertThat(parser.parse("--check")).isEqualTo(new Command.Check(DEFAULT));
    assertThat(parser.parse("--settings")).isEqualTo(new Command.Settings(DEFAULT));
  }

  @Test
  void crtmpserversOptionsAreAnsweredWithWhatToDoInstead() {
    Command command = parser.parse("--daemon", "--uid=33", "--gid=33", "/etc/m.lua");

    assertThat(command).isInstanceOf(Command.Run.class);
    assertThat(((Command.Run) command).warnings())
        .hasSize(3)
        .allSatisfy(warning -> assertThat(warning).contains("systemd"))
        .first()
        .asString()
        .startsWith("--daemon: has no effect");
  }

  @Test
  void aWordWithoutDotAndFolderIsATool() {
    assertThat(parser.parse("stress", "--json", "rtmp://localhost/live/x"))
        .isEqualTo(new Command.Tool("stress", List.of("--json", "rtmp://localhost/live/x")));
    assertThat(parser.parse("./stress")).isInstanceOf(Command.Run.class);
    assertThat(parser.parse("stress.lua")).isInstanceOf(Command.Run.class);
  }

  @Test
  void versionIsPrinted() {
    assertThat(parser.parse("--version")).isEqualTo(new Command.Exit(0));
    assertThat(out).hasToString("Millrace 1.2.3" + System.lineSeparator());
  }

  @Test
  void helpNamesEveryOption() {
    assertThat(parser.parse("--help")).isEqualTo(new Command.Help());
    assertThat(out.toString())
        .contains("--check", "--pid=FILE", "--use-implicit-console-appender", "--daemon", "--uid")
        .contains("--version", "[CONFIG.lua]", DEFAULT.getFileName().toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"--nonsense", "--uid=root", "a.lua b.lua", "--pid"})
  void whatCannotBeUnderstoodIsSaidInOneLine(String line) {
    assertThat(parser.parse(line.split(" "))).isEqualTo(new Command.Exit(2));
    assertThat(err.toString()).startsWith("millrace: ").contains("Usage: millrace");
    assertThat(out.toString()).isEmpty();
  }
}
