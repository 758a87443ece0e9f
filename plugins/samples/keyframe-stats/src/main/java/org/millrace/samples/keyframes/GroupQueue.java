package org.millrace.samples.keyframes;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Takes groups from event loops and writes them on a thread of its own. A database that is slower
 * than the streams costs rows, which are counted, and neither memory nor time of an event loop.
 */
final class GroupQueue implements AutoCloseable {
  private static final int MAX_BATCH = 1_000;
  private static final long POLL_MILLIS = 200;
  private static final long CLOSE_MILLIS = 10_000;

  private final BlockingQueue<Group> groups;
  private final Sink sink;
  private final Logger log;
  private final AtomicLong lost = new AtomicLong();
  private final Thread thread;
  private volatile boolean closing;

  /** Where groups go. */
  @FunctionalInterface
  interface Sink {
    /** Writes; may block. */
    void write(List<Group> batch) throws SQLException;
  }

  /**
   * Starts the thread.
   *
   * @param length how many groups may wait
   * @param sink is called by the thread
   */
  GroupQueue(int length, Sink sink, Logger log) {
    this.groups = new ArrayBlockingQueue<>(length);
    this.sink = sink;
    this.log = log;
    this.thread = new Thread(this::run, "keyframe-stats");
    thread.start();
  }

  /** Takes a group. Any thread; does not wait. */
  void add(Group group) {
    if (!groups.offer(group)) {
      lost.incrementAndGet();
    }
  }

  private void run() {
    while (!closing || !groups.isEmpty()) {
      List<Group> batch = nextBatch();
      if (!batch.isEmpty()) {
        write(batch);
      }
      long missing = lost.getAndSet(0);
      if (missing > 0) {
        log.warn("{} rows are lost: the database is too slow", missing);
      }
    }
  }

  /** Empty if none came for a while. */
  private List<Group> nextBatch() {
    List<Group> batch = new ArrayList<>();
    Group first = poll();
    if (first != null) {
      batch.add(first);
      groups.drainTo(batch, MAX_BATCH - 1);
    }
    return batch;
  }

  private @Nullable Group poll() {
    try {
      return groups.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      // Nobody but the server's end interrupts this thread.
      closing = true;
      return null;
    }
  }

  private void write(List<Group> batch) {
    try {
      sink.write(batch);
    } catch (SQLException e) {
      log.warn("{} rows are lost", batch.size(), e);
    }
  }

  /**
   * Writes what is there and ends the thread. It is not interrupted: H2 would close the database's
   * file in the middle of writing.
   */
  @Override
  public void close() {
    closing = true;
    try {
      thread.join(CLOSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (thread.isAlive()) {
      log.warn("the database does not answer: {} rows are not written", groups.size());
    }
  }
}
