package org.millrace.stresstest.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.millrace.rtmp.client.RtmpUri;

class LoadPlanTest {
  private static final RtmpUri URI = RtmpUri.parse("rtmp://h/live/x?token=7");

  private static List<String> names(int count) {
    return LoadPlan.numbered(URI, count).stream().map(RtmpUri::stream).toList();
  }

  @Test
  void oneStreamHasItsName() {
    assertThat(names(1)).containsExactly("x?token=7");
  }

  @Test
  void severalStreamsAreNumberedBeforeTheirQuery() {
    assertThat(names(3)).containsExactly("x0?token=7", "x1?token=7", "x2?token=7");
  }

  @Test
  void streamsAreTakenInTurn() {
    var turn = LoadPlan.inTurn(LoadPlan.numbered(URI, 3));

    assertThat(turn.apply(4).stream()).isEqualTo("x1?token=7");
  }

  @Test
  void theNumberOfConnectionsHasBounds() {
    for (int connections : new int[] {0, 100_001}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new LoadPlan(connections, 1, Duration.ZERO, index -> URI))
          .withMessage("connections: %d (expected: 1 to 100000)", connections);
    }
  }
}
