package org.millrace.server.stream;

import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Runs benchmarks on threads of the kind that event loops run on: on others Netty's allocator has
 * no caches and pools no buffer objects. JMH makes it, by the name in {@link #OPTION}.
 */
public final class EventLoopThreads extends ThreadPoolExecutor {
  /** For {@code @Fork(jvmArgsAppend)}, beside {@link #CUSTOM}. */
  static final String OPTION = "-Djmh.executor.class=org.millrace.server.stream.EventLoopThreads";

  /** Tells JMH to look at {@link #OPTION}. */
  static final String CUSTOM = "-Djmh.executor=CUSTOM";

  /**
   * As JMH calls it.
   *
   * @param threads how many
   * @param name theirs
   */
  public EventLoopThreads(int threads, String name) {
    super(
        threads,
        threads,
        0,
        TimeUnit.SECONDS,
        new LinkedBlockingQueue<>(),
        new DefaultThreadFactory(name, true));
  }
}
