package org.millrace.admin.event;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that has happened.
 *
 * @param id counts up, from 1 at the server's start
 * @param type such as {@code inStreamCreated}
 * @param time when
 * @param payload what belongs to it; strings, numbers, truth values
 */
public record Event(long id, String type, Instant time, Map<String, @Nullable Object> payload) {
  public Event {
    payload = Collections.unmodifiableMap(new LinkedHashMap<>(payload));
  }
}
