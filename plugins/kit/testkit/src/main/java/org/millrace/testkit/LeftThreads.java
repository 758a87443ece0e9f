package org.millrace.testkit;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Threads of a server that has been stopped, known by the context class loader that they inherit.
 */
final class LeftThreads {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int SHOWN_FRAMES = 12;

  /** Threads of the JDK that are started when they are first needed, and then stay. */
  private static final Set<String> OF_THE_JDK =
      Set.of("CompletableFutureDelayScheduler", "process reaper", "Keep-Alive-Timer");

  /** Threads of the host that run Lua; those that have nothing to do end after some seconds. */
  private static final String OF_LUA = "lua-";

  private final ClassLoader mark;

  LeftThreads(ClassLoader mark) {
    this.mark = mark;
  }

  /** Waits for them to end; what does not is told with its stack. */
  List<String> describe() {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    List<Thread> left = alive();
    try {
      while (!left.isEmpty() && System.nanoTime() < deadline) {
        left.get(0).join(100);
        left = alive();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return left.stream().map(LeftThreads::describe).toList();
  }

  private List<Thread> alive() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getContextClassLoader() == mark)
        .filter(thread -> !OF_THE_JDK.contains(thread.getName()))
        .filter(thread -> !thread.getName().startsWith(OF_LUA))
        .toList();
  }

  private static String describe(Thread thread) {
    return thread.getName()
        + Arrays.stream(thread.getStackTrace())
            .limit(SHOWN_FRAMES)
            .map(frame -> "\n    at " + frame)
            .collect(Collectors.joining());
  }
}
