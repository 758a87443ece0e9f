package org.millrace.admin.view;

import org.millrace.admin.schema.Field;
import org.millrace.api.server.LoopInfo;

/** An event loop. */
public record LoopView(
    @Field("Its thread.") String name,
    @Field(
            value = "What runs on it.",
            oneOf = {"io", "file"})
        String kind,
    @Field("Tasks that wait.") int pendingTasks,
    @Field("How long a task has to wait, in microseconds.") long delayMicros) {

  private static final int NANOS_PER_MICRO = 1000;

  /**
   * Shows an event loop.
   *
   * @param loop as the server has it
   * @return the view
   */
  public static LoopView of(LoopInfo loop) {
    return new LoopView(
        loop.name(),
        Names.lower(loop.kind()),
        loop.pendingTasks(),
        loop.delay().toNanos() / NANOS_PER_MICRO);
  }
}
