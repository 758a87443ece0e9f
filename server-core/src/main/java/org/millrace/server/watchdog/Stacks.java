package org.millrace.server.watchdog;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Stacks of threads, for the log. */
public final class Stacks {
  /** What tells where a thread is. */
  private static final int SHOWN_FRAMES = 20;

  private Stacks() {}

  /** The thread's name, and a line for each of the first frames. */
  public static String describe(Thread thread, StackTraceElement[] stack) {
    return describe(thread.getName(), stack);
  }

  /** The name of a thread, and a line for each of the first frames of its stack. */
  static String describe(String thread, StackTraceElement[] stack) {
    return Arrays.stream(stack)
        .limit(SHOWN_FRAMES)
        .map(frame -> System.lineSeparator() + "    at " + frame)
        .collect(Collectors.joining("", "thread " + thread, ""));
  }
}
