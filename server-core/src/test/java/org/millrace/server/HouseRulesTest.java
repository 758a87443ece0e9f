package org.millrace.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the sources of all modules keep to, and no compiler checks. */
class HouseRulesTest {
  private static final Path ROOT = Path.of("..");

  private static final Pattern COMMENT = Pattern.compile("(?s)/\\*.*?\\*/|(?m)//.*$");

  /** Not in crtmpserver's name. */
  private static final Pattern PROTOCOL =
      Pattern.compile("(?i)(?<!c)rtmp|rtsp|\\bhls\\b|\\bflv\\b|_flv|flv_");

  /** Keys of crtmpserver, which have protocols in their names, and its default extension. */
  private static final Set<String> NAME_PROTOCOLS_OF_CRTMPSERVER =
      Set.of("LegacyKeys.java", "RecordingName.java");

  /** Of all that is for plugins only the part of the test kit that runs inside the host's layer. */
  private static final Predicate<Path> STARTS_THE_HOST =
      file ->
          file.startsWith(ROOT.resolve("plugins/kit/testkit/src/main/java"))
              && (file.endsWith("module-info.java")
                  || file.getParent().endsWith("org/millrace/testkit/inside"));

  private static final String TESTS_OF_THE_ARCHETYPE = "/archetype-resources/src/test/";

  private static final int MOST_LINES = 600;

  @Test
  void theHostNamesNoProtocol() throws IOException {
    assertThat(sources("server-core/src/main"))
        .filteredOn(file -> !NAME_PROTOCOLS_OF_CRTMPSERVER.contains(file.getFileName().toString()))
        .filteredOn(file -> PROTOCOL.matcher(code(file)).find())
        .isEmpty();
  }

  @Test
  void whatPluginsSeeAndWhatTheyAreKnowsNothingOfTheHost() throws IOException {
    Predicate<Path> usesHost = file -> code(file).contains("org.millrace.server");

    assertThat(sources("plugin-api/src")).isNotEmpty().noneMatch(usesHost);
    assertThat(sources("plugins")).isNotEmpty().filteredOn(usesHost).allMatch(STARTS_THE_HOST);
  }

  @Test
  void everyPackageSaysWhatItIsFor() throws IOException {
    for (String module : List.of("plugin-api", "server-core", "plugins")) {
      assertThat(sources(module))
          .filteredOn(file -> file.toString().contains("/src/main/"))
          .filteredOn(file -> !file.toString().contains(TESTS_OF_THE_ARCHETYPE))
          .filteredOn(file -> !file.endsWith("module-info.java"))
          .isNotEmpty()
          .allSatisfy(file -> assertThat(file.resolveSibling("package-info.java")).exists());
    }
  }

  @Test
  void noFileIsTooLongAndNoTestSleeps() throws IOException {
    for (String module : List.of("plugin-api", "server-core", "plugins", "distribution")) {
      assertThat(sources(module))
          .isNotEmpty()
          .allSatisfy(file -> assertThat(Files.readAllLines(file)).hasSizeLessThan(MOST_LINES))
          .filteredOn(file -> code(file).contains("Thread" + ".sleep"))
          .isEmpty();
    }
  }

  private static List<Path> sources(String folder) throws IOException {
    try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !file.toString().contains("/target/"))
          .toList();
    }
  }

  private static String code(Path file) {
    try {
      return COMMENT.matcher(Files.readString(file)).replaceAll("");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
