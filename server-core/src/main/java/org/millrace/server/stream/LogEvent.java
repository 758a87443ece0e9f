package org.millrace.server.stream;

/**
 * What a loop log is told, in order. Publications of a stream are numbered from 1; an event of one
 * that has been followed by another comes too late and is dropped.
 */
sealed interface LogEvent {

  /** What it counts for where bytes are bounded. */
  default long cost() {
    return 0;
  }

  /** A publication begins; the log will get all of it. */
  record Begin(int publication) implements LogEvent {}

  /**
   * A log joins a running publication, or comes back to it: the cached group. Frames that the log
   * has already are dropped. The receiver owns a count of each.
   */
  record Seed(int publication, FrameBatch frames) implements LogEvent {
    @Override
    public long cost() {
      return frames.cost();
    }
  }

  /** Frames. The receiver owns a count of each; the batch itself is shared. */
  record Batch(int publication, FrameBatch frames) implements LogEvent {
    @Override
    public long cost() {
      return frames.cost();
    }
  }

  /** A subscription begins. */
  record Join(DefaultSubscription subscription) implements LogEvent {}

  /** The publication has ended. */
  record End(int publication) implements LogEvent {}
}
