package org.millrace.vmapp.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.apache.logging.log4j.LogManager;
import org.junit.jupiter.api.Test;

class StatisticsTest {
  private final Statistics statistics = new Statistics(LogManager.getLogger("test"), 2);

  @Test
  void figuresAreCountedAndSet() {
    assertThat(call("count", "votes")).isEqualTo(1.0);
    assertThat(call("count", "votes", 2.0)).isEqualTo(3.0);
    assertThat(call("gauge", "viewers", 7.0)).isEqualTo(7.0);
    assertThat(call("statistics")).isEqualTo(Map.of("votes", 3.0, "viewers", 7.0));
  }

  @Test
  void thereIsALimit() {
    call("count", "a");
    call("count", "b");

    assertThatThrownBy(() -> call("count", "c"))
        .hasMessage("statistics: c (expected: at most maxStatistics = 2)");
    assertThat(call("count", "a")).isEqualTo(2.0);
  }

  private Object call(String function, Object... arguments) {
    return statistics.functions().get(function).call(List.of(arguments));
  }
}
