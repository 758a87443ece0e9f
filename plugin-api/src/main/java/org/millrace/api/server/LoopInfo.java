package org.millrace.api.server;

import java.time.Duration;
import org.millrace.api.contract.Experimental;

/**
 * One event loop at one moment.
 *
 * @param name of its thread
 * @param kind what runs on it
 * @param pendingTasks tasks that wait for their turn
 * @param delay what a task had to wait for its turn when that was tried last, which is done every
 *     second; if one still waits, for how long it has waited up to now
 */
@Experimental(since = "0.9.0", until = "administration and metrics have been in use for a release")
public record LoopInfo(String name, Kind kind, int pendingTasks, Duration delay) {

  /** What runs on an event loop. */
  @Experimental(
      since = "0.9.0",
      until = "administration and metrics have been in use for a release")
  public enum Kind {
    /** Connections. */
    IO,
    /** Work on files, which may block. */
    FILE
  }
}
