package org.millrace.admin.rest;

import java.util.List;
import org.millrace.admin.event.EventBus;
import org.millrace.admin.event.EventStreams;

/** What happens, as server-sent events. */
final class EventOperations {
  private static final String EVENT_STREAM = "text/event-stream";

  private final EventBus events;
  private final EventStreams streams;

  EventOperations(EventBus events, EventStreams streams) {
    this.events = events;
    this.streams = streams;
  }

  List<Operation> all() {
    return List.of(
        Operation.get("/events", "followEvents")
            .summary("What happens, as it happens; Last-Event-ID brings what was missed.")
            .sends(EVENT_STREAM)
            .raw(exchange -> streams.serve(exchange, events)));
  }
}
