package org.millrace.admin.rest;

import java.util.List;
import org.millrace.admin.event.EventBus;
import org.millrace.admin.event.EventSinks;
import org.millrace.admin.event.EventStreams;
import org.millrace.admin.view.WebhookView;

/** What happens, as server-sent events, and what has become of it elsewhere. */
final class EventOperations {
  private static final String EVENT_STREAM = "text/event-stream";

  private final EventBus events;
  private final EventStreams streams;
  private final EventSinks sinks;

  EventOperations(EventBus events, EventStreams streams, EventSinks sinks) {
    this.events = events;
    this.streams = streams;
    this.sinks = sinks;
  }

  List<Operation> all() {
    return List.of(
        Operation.get("/events", "followEvents")
            .summary("What happens, as it happens; Last-Event-ID brings what was missed.")
            .sends(EVENT_STREAM)
            .raw(exchange -> streams.serve(exchange, events)),
        Operation.get("/webhooks", "listWebhooks")
            .summary("Where events are sent, and what has become of them.")
            .lists(WebhookView.class)
            .now(call -> sinks.webhooks()));
  }
}
