package org.millrace.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathPatternTest {

  @ParameterizedTest
  @CsvSource({
    "/{app}/{stream...}.flv, /live/a.flv, '{app=live, stream=a}'",
    "/{app}/{stream...}.flv, /live/a/b.c.flv, '{app=live, stream=a/b.c}'",
    "/{app}/{stream...}/seg{n}.ts, /live/a/b/seg17.ts, '{app=live, stream=a/b, n=17}'",
    "/console/{path...}, /console/, '{path=}'",
    "/, /, '{}'",
    "/api/v1/streams/{app}/{name...}, /api/v1/streams/live/x, '{app=live, name=x}'",
  })
  void pathsOfTheShapeGiveTheirParameters(String pattern, String path, String parameters) {
    assertThat(PathPattern.of(pattern).match(path).orElseThrow()).hasToString(parameters);
  }

  @ParameterizedTest
  @CsvSource({
    "/{app}/{stream...}.flv, /live/.flv",
    "/{app}/{stream...}.flv, /live.flv",
    "/{app}/{stream...}.flv, /live/a.ts",
    "/{id}, /",
    "/a/{id}, /a/",
    "/a, /a/",
    "/a, /b",
  })
  void otherPathsDoNotFit(String pattern, String path) {
    assertThat(PathPattern.of(pattern).match(path)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a", "/{a}/{a}", "/{a...}/{b...}", "/{a}{b}", "/{}", "/{a", "/a}", "/{a-b}"})
  void patternsThatMeanNothingAreRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> PathPattern.of(text));
  }

  @Test
  void theMoreLiteralComesFirst() {
    List<String> ordered =
        List.of(
            "/api/v1/streams",
            "/api/{rest...}",
            "/{app}/live.flv",
            "/{app}/{name}.flv",
            "/{app}/{name}",
            "/{app}/{stream...}/seg{n}.ts",
            "/{app}/{stream...}.flv",
            "/{app}/{stream...}");
    assertThat(ordered.stream().map(PathPattern::of).sorted().map(PathPattern::toString))
        .containsExactly(
            "/api/v1/streams",
            "/api/{rest...}",
            "/{app}/live.flv",
            "/{app}/{name}.flv",
            "/{app}/{name}",
            "/{app}/{stream...}.flv",
            "/{app}/{stream...}/seg{n}.ts",
            "/{app}/{stream...}");
  }

  @Test
  void namesOfParametersMakeNoDifference() {
    assertThat(PathPattern.of("/{a}/{b...}.ts")).isEqualTo(PathPattern.of("/{x}/{y...}.ts"));
    assertThat(PathPattern.of("/{a}/{b...}.ts")).isNotEqualTo(PathPattern.of("/{a}/{b}.ts"));
  }

  @Property(tries = 300)
  void whatIsPutInComesOut(@ForAll("segments") String app, @ForAll("paths") List<String> stream) {
    String name = String.join("/", stream);
    assertThat(PathPattern.of("/{app}/{stream...}.m3u8").match("/" + app + "/" + name + ".m3u8"))
        .contains(Map.of("app", app, "stream", name));
  }

  @Property(tries = 300)
  void orderIsTotal(@ForAll("patterns") String a, @ForAll("patterns") String b) {
    PathPattern first = PathPattern.of(a);
    PathPattern second = PathPattern.of(b);
    assertThat(Integer.signum(first.compareTo(second)))
        .isEqualTo(-Integer.signum(second.compareTo(first)));
    assertThat(first.equals(second)).isEqualTo(first.compareTo(second) == 0);
  }

  @Provide
  Arbitrary<String> segments() {
    return Arbitraries.strings()
        .withCharRange('!', '~')
        .excludeChars('/')
        .ofMinLength(1)
        .ofMaxLength(8);
  }

  @Provide
  Arbitrary<List<String>> paths() {
    return segments().list().ofMinSize(1).ofMaxSize(4);
  }

  @Provide
  Arbitrary<String> patterns() {
    return Arbitraries.of("a", "b", "{p}", "x{p}", "{p...}", "{p...}.flv")
        .list()
        .ofMinSize(1)
        .ofMaxSize(3)
        .map(PathPatternTest::pattern);
  }

  /** Names of parameters made different, and one of many segments at the most. */
  private static String pattern(List<String> segments) {
    StringBuilder text = new StringBuilder();
    boolean hasRest = false;
    for (int i = 0; i < segments.size(); i++) {
      String segment = segments.get(i).replace("p", "p" + i);
      text.append('/').append(hasRest ? segment.replace("...", "") : segment);
      hasRest |= segment.contains("...");
    }
    return text.toString();
  }
}
