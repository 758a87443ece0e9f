package org.millrace.server.lua;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The thread that one sandbox's Lua runs on. It comes when needed and goes when idle. */
final class LuaThread {
  private static final int MAX_WAITING = 1000;
  private static final long IDLE_SECONDS = 5;

  /** Lua calls are Java calls, with large frames. */
  private static final long STACK_BYTES = 8L << 20;

  private final ThreadPoolExecutor executor;

  LuaThread(String name) {
    executor =
        new ThreadPoolExecutor(
            1,
            1,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(MAX_WAITING),
            work -> newThread(work, name));
    executor.allowCoreThreadTimeOut(true);
  }

  Executor executor() {
    return executor;
  }

  /** The thread ends when what waits has run. */
  void end() {
    executor.shutdown();
  }

  private static Thread newThread(Runnable work, String name) {
    Thread thread = new Thread(null, work, name, STACK_BYTES);
    thread.setDaemon(true);
    return thread;
  }
}
