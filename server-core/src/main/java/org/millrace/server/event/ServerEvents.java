package org.millrace.server.event;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.millrace.api.server.ServerEvent;
import org.millrace.api.server.ServerListener;
import org.millrace.api.stream.StreamRegistry.Registration;

/** Hands on what happens. Safe for use by any thread. */
public final class ServerEvents implements Consumer<ServerEvent> {
  private static final Logger LOG = LogManager.getLogger(ServerEvents.class);

  private final List<ServerListener> listeners = new CopyOnWriteArrayList<>();
  private final FlightEvents flight = new FlightEvents();

  /**
   * Tells of something.
   *
   * @param event has just happened
   */
  @Override
  public void accept(ServerEvent event) {
    flight.onEvent(event);
    for (ServerListener listener : listeners) {
      try {
        listener.onEvent(event);
      } catch (RuntimeException e) {
        LOG.error("listener of the server's events fails", e);
      }
    }
  }

  /**
   * Whether somebody wants to know.
   *
   * @return false if what is told is lost
   */
  public boolean isWatched() {
    return !listeners.isEmpty() || flight.isRecording();
  }

  /**
   * Tells one more.
   *
   * @param listener called where things happen; must not block
   * @return closing it ends that
   */
  public Registration add(ServerListener listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }
}
