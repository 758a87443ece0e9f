package org.millrace.server.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OncePerSecondTest {
  private long now = Long.MAX_VALUE - 10; // a clock that overflows, as System.nanoTime may

  @Test
  void whatHappensOftenIsReportedOncePerSecondWithItsCount() {
    OncePerSecond warnings = new OncePerSecond(() -> now);
    List<Long> reports = new ArrayList<>();

    warnings.happened(reports::add);
    warnings.happened(reports::add);
    warnings.happened(reports::add);
    now += 999_999_999;
    warnings.happened(reports::add);
    assertThat(reports).containsExactly(1L);

    now += 1;
    warnings.happened(reports::add);

    assertThat(reports).containsExactly(1L, 4L);
  }
}
