package org.millrace.server.io;

import io.netty.channel.IoEventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.concurrent.EventExecutor;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.function.Supplier;

/** A group of {@link HostEventLoop}s. */
final class HostEventLoops extends MultiThreadIoEventLoopGroup {

  /**
   * A group; its threads begin with their first tasks.
   *
   * @param tasks makes what each loop keeps of plugins' tasks
   */
  HostEventLoops(
      int loops, ThreadFactory threads, IoHandlerFactory handlers, Supplier<LoopTasks> tasks) {
    super(loops, threads, handlers, tasks);
  }

  /** Called by the super constructor, before this class could have fields. */
  @Override
  protected IoEventLoop newChild(Executor executor, IoHandlerFactory handlers, Object... args) {
    LoopTasks tasks = (LoopTasks) ((Supplier<?>) args[0]).get();
    return new HostEventLoop(this, executor, handlers, tasks);
  }

  /** The tasks of one of these loops. */
  static LoopTasks tasks(EventExecutor loop) {
    return ((HostEventLoop) loop).tasks();
  }
}
