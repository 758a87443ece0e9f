package org.millrace.stresstest.tool;

import java.util.Optional;
import org.millrace.stresstest.load.LoadPlan;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** An option that takes a number: its names, default and range. */
enum NumberOption {
  CONNECTIONS(
      "-c",
      "--connections",
      "N",
      100,
      1,
      LoadPlan.MAX_CONNECTIONS,
      "Players, or publishers with --publish."),
  SECONDS("-t", "--seconds", "S", 10, 1, 86_400, "How long to measure."),
  WARMUP(
      "-w",
      "--warmup",
      "S",
      3,
      0,
      86_400,
      "How long to wait before that, when all play; with --publish 0."),
  RATE("-r", "--rate", "N", 200, 1, 100_000, "Connections opened in a second."),
  SAMPLED(
      "-s",
      "--sampled",
      "N",
      20,
      0,
      LoadPlan.MAX_CONNECTIONS,
      "Players whose every frame is looked at; the others' bytes are only counted."),
  STREAMS(
      "-m",
      "--streams",
      "N",
      1,
      1,
      LoadPlan.MAX_CONNECTIONS,
      "Streams, named NAME0, NAME1 and so on if there are several; players take them in turn."),
  SLOW("", "--slow", "PERCENT", 0, 0, 100, "Players that read about 1 KB in a second."),
  KBPS("-k", "--kbps", "N", 1000, 8, 100_000, "Kilobits in a second of published pictures."),
  FPS("", "--fps", "N", 25, 1, 240, "Published pictures in a second."),
  GOP("", "--gop", "N", 50, 1, 65_535, "Pictures from one published key frame to the next.");

  private final String letter;
  private final String word;
  private final String label;
  private final int normal;
  private final int least;
  private final int most;
  private final String meaning;

  NumberOption(
      String letter, String word, String label, int normal, int least, int most, String meaning) {
    this.letter = letter;
    this.word = word;
    this.label = label;
    this.normal = normal;
    this.least = least;
    this.most = most;
    this.meaning = meaning;
  }

  OptionSpec spec() {
    String[] names = letter.isEmpty() ? new String[] {word} : new String[] {letter, word};
    return OptionSpec.builder(names)
        .paramLabel(label)
        .type(Integer.class)
        .description(meaning + " Default: " + normal + ".")
        .build();
  }

  Optional<Integer> given(ParseResult result) {
    Integer value = result.matchedOptionValue(word, null);
    if (value != null && (value < least || value > most)) {
      throw new IllegalArgumentException(
          "%s: %d (expected: %d to %d)".formatted(word, value, least, most));
    }
    return Optional.ofNullable(value);
  }

  int of(ParseResult result) {
    return given(result).orElse(normal);
  }
}
