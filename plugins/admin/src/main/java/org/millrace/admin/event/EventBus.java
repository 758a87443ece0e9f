package org.millrace.admin.event;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.millrace.admin.json.Json;

/**
 * Numbers events, makes JSON of each once, remembers the newest, and hands them to all sinks.
 * Thread-safe; sinks get events in the order of their numbers.
 */
public final class EventBus {
  private static final int REMEMBERED = 256;

  private final Json json;
  private final Clock clock;
  private final List<EventSink> sinks = new ArrayList<>();
  private final Deque<Told> newest = new ArrayDeque<>();
  private long lastId;

  /**
   * An event and its JSON.
   *
   * @param event what
   * @param json on one line
   */
  record Told(Event event, String json) {}

  /**
   * Without sinks.
   *
   * @param json writes events
   * @param clock tells when
   */
  public EventBus(Json json, Clock clock) {
    this.json = json;
    this.clock = clock;
  }

  /**
   * Tells an event.
   *
   * @param type such as {@code inStreamCreated}
   * @param payload what belongs to it
   */
  public synchronized void tell(String type, Map<String, @Nullable Object> payload) {
    lastId++;
    Event event = new Event(lastId, type, clock.instant(), payload);
    Told told = new Told(event, json.write(event));
    newest.addLast(told);
    if (newest.size() > REMEMBERED) {
      newest.removeFirst();
    }
    sinks.forEach(sink -> sink.accept(event, told.json()));
  }

  /**
   * Adds a sink.
   *
   * @param sink takes what comes from now on
   * @param lastSeen the number of the last event that it knows; those after it that are remembered
   *     are handed to it first. A number of the future means a server that ran before: none is
   */
  synchronized void add(EventSink sink, long lastSeen) {
    if (lastSeen > 0) {
      for (Told told : newest) {
        if (told.event().id() > lastSeen) {
          sink.accept(told.event(), told.json());
        }
      }
    }
    sinks.add(sink);
  }

  /**
   * Adds a sink.
   *
   * @param sink takes what comes from now on
   */
  void add(EventSink sink) {
    add(sink, 0);
  }

  /**
   * Removes a sink.
   *
   * @param sink gets nothing any more
   */
  synchronized void remove(EventSink sink) {
    sinks.remove(sink);
  }
}
