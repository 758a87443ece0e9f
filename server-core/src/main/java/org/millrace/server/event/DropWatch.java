package org.millrace.server.event;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.millrace.api.server.ServerEvent;
import org.millrace.api.stream.LiveStream;
import org.millrace.api.stream.StreamKey;
import org.millrace.api.stream.StreamRegistry;

/**
 * Looks once in a second which streams' viewers have missed frames: who drops a frame counts it and
 * tells nobody. Used by one thread.
 */
public final class DropWatch implements Runnable {
  private final StreamRegistry streams;
  private final ServerEvents events;
  private Map<StreamKey, Long> before = Map.of();

  /**
   * A watch over streams.
   *
   * @param streams counts drops
   * @param events are told, if somebody wants to know
   */
  public DropWatch(StreamRegistry streams, ServerEvents events) {
    this.streams = streams;
    this.events = events;
  }

  /** Looks. */
  @Override
  public void run() {
    if (!events.isWatched()) {
      before = Map.of();
      return;
    }
    Map<StreamKey, Long> now = new HashMap<>();
    for (LiveStream stream : streams.streams()) {
      long dropped = stream.statistics().framesDropped();
      now.put(stream.key(), dropped);
      // A stream that has gone and come back counts from nothing.
      long known = Math.min(dropped, before.getOrDefault(stream.key(), 0L));
      if (dropped > known) {
        events.accept(new ServerEvent.FramesDropped(Instant.now(), stream.key(), dropped - known));
      }
    }
    before = now;
  }
}
