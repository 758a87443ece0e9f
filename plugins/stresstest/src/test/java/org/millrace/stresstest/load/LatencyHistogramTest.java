package org.millrace.stresstest.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LatencyHistogramTest {
  private final LatencyHistogram histogram = new LatencyHistogram();

  @Test
  void nothingHasNoPercentiles() {
    assertThat(histogram.millis(50)).isEqualTo(-1);
    assertThat(histogram.millis(100)).isEqualTo(-1);
  }

  @Test
  void percentilesAreThoseOfTheSortedValuesToWithinTwoPercent() {
    Random random = new Random(7);
    long[] nanos = new long[20_000];
    for (int i = 0; i < nanos.length; i++) {
      nanos[i] = (long) Math.exp(random.nextDouble() * 25);
      histogram.record(nanos[i]);
    }
    Arrays.sort(nanos);

    for (double percent : new double[] {1, 10, 50, 90, 99, 99.9}) {
      double exact = nanos[(int) (nanos.length * percent / 100) - 1] / 1e6;
      assertThat(histogram.millis(percent)).isCloseTo(exact, within(exact * 0.02));
    }
    assertThat(histogram.millis(100)).isEqualTo(nanos[nanos.length - 1] / 1e6);
  }

  @Test
  void smallAndLargeValuesHaveBucketsOfTheirOwn() {
    histogram.record(0);
    histogram.record(Long.MAX_VALUE);
    histogram.record(-5);

    assertThat(histogram.count()).isEqualTo(3);
    assertThat(histogram.millis(50)).isZero();
    assertThat(histogram.millis(100)).isEqualTo(Long.MAX_VALUE / 1e6);
  }

  @Test
  void sumsAreOfBoth() {
    LatencyHistogram other = new LatencyHistogram();
    histogram.record(1_000_000);
    other.record(3_000_000);

    histogram.add(other);

    assertThat(histogram.count()).isEqualTo(2);
    assertThat(histogram.millis(100)).isEqualTo(3);
    assertThat(other.count()).isEqualTo(1);
  }
}
