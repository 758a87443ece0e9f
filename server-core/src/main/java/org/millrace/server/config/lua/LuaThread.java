package org.millrace.server.config.lua;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The thread that one configuration's Lua runs on. It comes when needed and goes when idle. */
final class LuaThread {
  private static final int MAX_WAITING = 1000;
  private static final long IDLE_SECONDS = 30;

  /** Lua calls are Java calls, with large frames. */
  private static final long STACK_BYTES = 8L << 20;

  private final ThreadPoolExecutor executor =
      new ThreadPoolExecutor(
          1,
          1,
          IDLE_SECONDS,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(MAX_WAITING),
          LuaThread::newThread);

  LuaThread() {
    executor.allowCoreThreadTimeOut(true);
  }

  Executor executor() {
    return executor;
  }

  private static Thread newThread(Runnable work) {
    Thread thread = new Thread(null, work, "lua", STACK_BYTES);
    thread.setDaemon(true);
    return thread;
  }
}
