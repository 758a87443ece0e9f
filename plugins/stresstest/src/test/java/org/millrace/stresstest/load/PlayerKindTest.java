package org.millrace.stresstest.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlayerKindTest {

  private static List<Integer> indices(PlayerKind kind, int players, int sampled, int slow) {
    return IntStream.range(0, players)
        .filter(i -> PlayerKind.of(i, players, sampled, slow) == kind)
        .boxed()
        .toList();
  }

  @ParameterizedTest
  @CsvSource({"1000, 20", "100, 20", "7, 3", "50, 50", "20, 0", "1, 1", "99999, 1234"})
  void asManyAreSampledAsAreAskedFor(int players, int sampled) {
    assertThat(indices(PlayerKind.SAMPLED, players, sampled, 0)).hasSize(sampled);
  }

  @Test
  void moreThanThereAreMeansAll() {
    assertThat(indices(PlayerKind.SAMPLED, 5, 20, 0)).hasSize(5);
  }

  @Test
  void sampledPlayersAreOfManyStreams() {
    List<Integer> sampled = indices(PlayerKind.SAMPLED, 1000, 20, 0);

    assertThat(sampled.stream().map(i -> i % 50).distinct()).hasSize(20);
    assertThat(sampled.stream().map(i -> i % 2).distinct()).hasSize(2);
  }

  @Test
  void fiveOfAHundredAreSlow() {
    assertThat(indices(PlayerKind.SLOW, 1000, 0, 5)).hasSize(50);
    assertThat(indices(PlayerKind.SLOW, 1000, 0, 100)).hasSize(1000);
    assertThat(indices(PlayerKind.COUNTED, 1000, 0, 0)).hasSize(1000);
  }

  @Test
  void sampledPlayersAreNotSlow() {
    assertThat(indices(PlayerKind.SAMPLED, 100, 20, 100)).hasSize(20);
    assertThat(indices(PlayerKind.SLOW, 100, 20, 100)).hasSize(80);
  }
}
