package org.millrace.admin.event;

import java.util.Map;
import java.util.function.Supplier;
import org.millrace.api.server.ServerState;

/**
 * Tells when the server has started and when it stops. It looks at the server's state, so that
 * events come a moment late, and a plugin that is loaded into a running server tells of no start.
 */
public final class ServerPhases implements Runnable {
  private final Supplier<ServerState> state;
  private final EventBus bus;
  private ServerState last;

  /**
   * Looks for the first time.
   *
   * @param state where the server is now
   * @param bus where events go
   */
  public ServerPhases(Supplier<ServerState> state, EventBus bus) {
    this.state = state;
    this.bus = bus;
    last = state.get();
  }

  /** Looks again. */
  @Override
  public synchronized void run() {
    ServerState now = state.get();
    if (now == last) {
      return;
    }
    last = now;
    if (now == ServerState.RUNNING) {
      bus.tell("serverStarted", Map.of());
    } else if (now == ServerState.DRAINING) {
      bus.tell("serverStopping", Map.of());
    }
  }
}
