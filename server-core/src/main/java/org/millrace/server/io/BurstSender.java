package org.millrace.server.io;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.FastThreadLocal;
import org.jspecify.annotations.Nullable;

/**
 * Sends what many connections of one event loop have flushed, back to back: first the frames are
 * handed out to a group of viewers, then the kernel is called for all of them in a tight loop. So
 * neither throws the other's memory out of the processor's caches, and a receiver on the same
 * machine is woken once for several messages instead of once for each. Whatever is left goes at the
 * end of the turn of the event loop. Confined to its event loop.
 */
final class BurstSender implements Runnable {
  /** Viewers in a group: what handing out touches for them fits into a second-level cache. */
  private static final int GROUP = 64;

  private static final FastThreadLocal<BurstSender> OF_LOOP =
      new FastThreadLocal<>() {
        @Override
        protected BurstSender initialValue() {
          return new BurstSender();
        }
      };

  private final @Nullable DirectSocket[] sockets = new @Nullable DirectSocket[GROUP];
  private int size;
  private boolean scheduled;
  private boolean sending;

  private BurstSender() {}

  /** The sender of the event loop that calls. */
  static BurstSender ofThisLoop() {
    return OF_LOOP.get();
  }

  /**
   * Sends soon: with its group, or at the end of this turn of the event loop.
   *
   * @param socket holds bytes
   * @param loop the event loop
   * @return false if that is not possible, because sending has led to this call
   */
  boolean add(DirectSocket socket, EventExecutor loop) {
    if (sending) {
      return false;
    }
    sockets[size++] = socket;
    if (size == GROUP) {
      sendAll();
    } else if (!scheduled) {
      scheduled = true;
      loop.execute(this);
    }
    return true;
  }

  @Override
  public void run() {
    scheduled = false;
    sendAll();
  }

  private void sendAll() {
    sending = true;
    try {
      for (int i = 0; i < size; i++) {
        sockets[i].send();
      }
      for (int i = 0; i < size; i++) {
        sockets[i].settle();
        sockets[i] = null;
      }
    } finally {
      size = 0;
      sending = false;
    }
  }
}
