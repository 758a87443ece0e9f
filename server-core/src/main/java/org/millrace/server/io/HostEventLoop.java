package org.millrace.server.io;

import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.SingleThreadIoEventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** An event loop that knows which of its tasks are whose; see {@link LoopTasks}. */
final class HostEventLoop extends SingleThreadIoEventLoop {
  private final LoopTasks tasks;

  HostEventLoop(
      IoEventLoopGroup parent, Executor executor, IoHandlerFactory handlers, LoopTasks tasks) {
    super(parent, executor, handlers);
    this.tasks = tasks;
  }

  LoopTasks tasks() {
    return tasks;
  }

  @Override
  public void execute(Runnable task) {
    super.execute(tasks.queued(task));
  }

  @Override
  public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
    tasks.requireThere(task.getClass());
    return tasks.set(task.getClass(), super.schedule(task, delay, unit), true);
  }

  @Override
  public <V> ScheduledFuture<V> schedule(Callable<V> task, long delay, TimeUnit unit) {
    tasks.requireThere(task.getClass());
    return tasks.set(task.getClass(), super.schedule(task, delay, unit), false);
  }

  @Override
  public ScheduledFuture<?> scheduleAtFixedRate(
      Runnable task, long initialDelay, long period, TimeUnit unit) {
    tasks.requireThere(task.getClass());
    return tasks.set(
        task.getClass(), super.scheduleAtFixedRate(task, initialDelay, period, unit), true);
  }

  @Override
  public ScheduledFuture<?> scheduleWithFixedDelay(
      Runnable task, long initialDelay, long delay, TimeUnit unit) {
    tasks.requireThere(task.getClass());
    return tasks.set(
        task.getClass(), super.scheduleWithFixedDelay(task, initialDelay, delay, unit), true);
  }
}
