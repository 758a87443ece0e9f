package org.millrace.http.connection;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Sees to it that a client takes what it has asked for: one that reads nothing, not a byte of what
 * waits for it, holds memory and gets nothing done.
 */
final class OutputWatch {
  private final ChannelHandlerContext context;
  private final Duration time;
  private final Consumer<String> onStalled;
  private final Deadline deadline;
  private long lastPending;
  private long lastProgress;
  private int lastMessage;

  OutputWatch(ChannelHandlerContext context, HttpSettings settings, Consumer<String> onStalled) {
    this.context = context;
    this.time = settings.sendTimeout();
    this.onStalled = onStalled;
    this.deadline = new Deadline(context, this::look);
  }

  /** Begins, when an answer does. */
  void begin() {
    lastPending = 0;
    deadline.within(time);
  }

  /** The answer is written. */
  void end() {
    deadline.never();
  }

  void stop() {
    deadline.stop();
  }

  private void look() {
    ChannelOutboundBuffer queue = context.channel().unsafe().outboundBuffer();
    if (queue == null) {
      return;
    }
    long pending = queue.totalPendingWriteBytes();
    long progress = queue.currentProgress();
    int current = System.identityHashCode(queue.current());
    if (pending > 0
        && pending == lastPending
        && progress == lastProgress
        && current == lastMessage) {
      onStalled.accept("the client takes nothing of the answer for sendTimeout");
      return;
    }
    lastPending = pending;
    lastProgress = progress;
    lastMessage = current;
    deadline.within(time);
  }
}
