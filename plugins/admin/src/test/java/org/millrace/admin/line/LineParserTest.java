package org.millrace.admin.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.millrace.admin.command.CommandCall;
import org.millrace.admin.command.CommandException;

class LineParserTest {

  @Test
  void blanksPartParametersAndCommasPartValues() {
    assertThat(LineParser.parse("  addStreamAlias  localStreamName=cam\taliasName=a,b "))
        .isEqualTo(
            new CommandCall(
                "addStreamAlias",
                Map.of("localStreamName", List.of("cam"), "aliasName", List.of("a", "b"))));
  }

  @Test
  void backslashesTakeTheMeaningFromBlanksEqualsSignsCommasAndBackslashes() {
    assertThat(LineParser.parse("record k\\=ey=my\\ film\\,\\ part\\=1\\\\").parameters())
        .containsExactly(Map.entry("k=ey", List.of("my film, part=1\\")));
  }

  @Test
  void otherBackslashesStayAsTheyAre() {
    assertThat(LineParser.parse("record file=C:\\dir\\").parameters())
        .containsEntry("file", List.of("C:\\dir\\"));
  }

  @Test
  void addressesNeedNoBackslashes() {
    assertThat(LineParser.parse("x uri=rtmp://host/app?a=b").parameters())
        .containsEntry("uri", List.of("rtmp://host/app?a=b"));
  }

  @Test
  void aValueMayBeEmpty() {
    assertThat(LineParser.parse("x a= b=,").parameters())
        .containsEntry("a", List.of(""))
        .containsEntry("b", List.of("", ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", "help me", "x =1", "x a=1 a=2"})
  void whatIsNoCallIsToldSo(String line) {
    assertThatExceptionOfType(CommandException.class)
        .isThrownBy(() -> LineParser.parse(line))
        .withMessageStartingWith("Syntax error. ");
  }

  @Property(tries = 300)
  void whatIsEscapedComesBack(
      @ForAll @AlphaChars @StringLength(min = 1, max = 8) String command,
      @ForAll @Size(max = 4) Map<@NotEmpty String, @Size(min = 1, max = 3) List<String>> given) {
    String line =
        given.entrySet().stream()
            .map(entry -> ' ' + escape(entry.getKey()) + '=' + join(entry.getValue()))
            .collect(Collectors.joining("", command, ""));

    // A tab has no escape; blanks alone are told apart by one.
    if (line.indexOf('\t') < 0) {
      assertThat(LineParser.parse(line)).isEqualTo(new CommandCall(command, given));
    }
  }

  @Property(tries = 300)
  void anyTextIsReadOrRefused(@ForAll String line) {
    try {
      assertThat(LineParser.parse(line).name()).isNotEmpty();
    } catch (CommandException e) {
      assertThat(e).hasMessageStartingWith("Syntax error. ");
    }
  }

  private static String join(List<String> values) {
    return values.stream().map(LineParserTest::escape).collect(Collectors.joining(","));
  }

  private static String escape(String text) {
    return text.replaceAll("[\\\\ =,]", "\\\\$0");
  }
}
