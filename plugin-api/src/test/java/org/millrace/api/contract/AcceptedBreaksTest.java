package org.millrace.api.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the comparison with the recorded API leaves out, in pom.xml. */
class AcceptedBreaksTest {
  private static final Pattern COMMENT = Pattern.compile("(?s)<!--.*?-->");
  private static final Pattern ENTRY = Pattern.compile("<exclude>[^<]+</exclude>");
  private static final Pattern ENTRY_WITH_REASON =
      Pattern.compile("(?s)<!--\\s*\\w(?:(?!-->).){19,}-->\\s*<exclude>[^<]+</exclude>");

  @Test
  void eachSaysWhy() throws IOException {
    String pom = Files.readString(Path.of("pom.xml"));

    assertThat(entries(pom)).hasSameSizeAs(entriesWithReason(pom));
  }

  @Test
  void oneWithoutAReasonIsFound() {
    String pom =
        """
        <!-- nobody could have used it: it threw always -->
        <exclude>org.millrace.api.stream.LiveStream#one()</exclude>
        <exclude>org.millrace.api.stream.LiveStream#two()</exclude>
        """;

    assertThat(entries(pom)).hasSize(2);
    assertThat(entriesWithReason(pom)).hasSize(1);
  }

  private static List<String> entries(String pom) {
    return ENTRY
        .matcher(COMMENT.matcher(pom).replaceAll(""))
        .results()
        .map(MatchResult::group)
        .toList();
  }

  private static List<String> entriesWithReason(String pom) {
    return ENTRY_WITH_REASON.matcher(pom).results().map(MatchResult::group).toList();
  }
}
