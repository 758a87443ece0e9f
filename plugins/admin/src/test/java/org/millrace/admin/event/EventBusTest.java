package org.millrace.admin.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.millrace.admin.json.Json;
import org.millrace.api.server.ServerEvent;
import org.millrace.api.stream.StreamKey;

class EventBusTest {
  private final EventBus bus = new EventBus(new Json(), Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));

  private final List<String> heard = new ArrayList<>();
  private final EventSink sink = (event, json) -> heard.add(json);

  @Test
  void eventsAreNumberedAndWrittenOnce() {
    bus.add(sink);
    new ServerEvents(bus)
        .onEvent(
            new ServerEvent.StreamPublished(Instant.EPOCH, new StreamKey("live", "cam"), "c17"));
    bus.remove(sink);
    bus.tell("late", Map.of());

    assertThat(heard)
        .containsExactly(
            "{\"id\":1,\"type\":\"inStreamCreated\",\"time\":\"1970-01-01T00:00:00Z\","
                + "\"payload\":{\"appName\":\"live\",\"name\":\"cam\",\"publisher\":\"c17\"}}");
  }

  @Test
  void whoComesBackIsToldWhatItMissed() {
    for (int i = 1; i <= 300; i++) {
      bus.tell("e" + i, Map.of());
    }
    bus.add(sink, 298);
    assertThat(heard).hasSize(2).element(0).asString().contains("\"id\":299");

    heard.clear();
    bus.remove(sink);
    bus.add(sink, 1);
    assertThat(heard).hasSize(256);
  }
}
