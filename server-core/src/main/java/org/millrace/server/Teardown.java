package org.millrace.server;

import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * How to undo what a start has done up to now, in reverse. A step that fails does not keep the
 * others from being done.
 */
final class Teardown {
  private static final Logger LOG = LogManager.getLogger(Teardown.class);

  private final Deque<Step> steps = new ArrayDeque<>();

  /** Undoes something. */
  @FunctionalInterface
  interface Action {
    void run() throws Exception;
  }

  private record Step(String name, Action action) {}

  /**
   * Adds a step that is done before those that were added earlier.
   *
   * @param name what it does, for the log
   * @param action does it; may wait
   */
  void push(String name, Action action) {
    steps.push(new Step(name, action));
  }

  /** Does all steps, once. */
  void run() {
    while (!steps.isEmpty()) {
      Step step = steps.pop();
      LOG.info("stop: {}", step.name());
      try {
        step.action().run();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (Exception e) {
        LOG.error("stop: {} failed", step.name(), e);
      }
    }
  }
}
