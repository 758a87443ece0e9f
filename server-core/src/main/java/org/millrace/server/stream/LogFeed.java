package org.millrace.server.stream;

/**
 * The publisher's end of a loop log. Confined to the publisher's event loop.
 *
 * <p>A log on the same loop gets its frames by a call, one on another loop by its inbox. A loop
 * that does not empty its inbox gets no more until it has, so that it cannot make the server hold
 * ever more; it then goes on with the cached group, or with the next one.
 */
final class LogFeed {
  private final LoopLog log;
  private final boolean sameLoop;
  private final int publication;

  /** Half of what the log holds, so that what has been sent is not lost when it is received. */
  private final long maxBacklog;

  private boolean stopped;

  LogFeed(LoopLog log, DefaultPublication publication) {
    this.log = log;
    this.sameLoop = log.eventLoop() == publication.eventLoop();
    this.publication = publication.number();
    this.maxBacklog = log.ring().maxBytes() / 2;
  }

  LoopLog log() {
    return log;
  }

  boolean sameLoop() {
    return sameLoop;
  }

  /** Sends the cached group to a log that joins. */
  void seed(GroupCache group) {
    log.send(new LogEvent.Seed(publication, group.copy()));
  }

  void end() {
    LogEvent end = new LogEvent.End(publication);
    if (sameLoop) {
      log.accept(end);
    } else {
      log.send(end);
    }
  }

  /** Passes frames on to a log of the same loop; they are borrowed. */
  void call(FrameBatch frames) {
    frames.retain();
    log.accept(publication, frames);
  }

  /**
   * Passes frames on to a log of another loop.
   *
   * @param frames borrowed; the batch must not change any more
   * @param group the cached group, these frames included
   */
  void send(FrameBatch frames, GroupCache group) {
    if (stopped) {
      if (log.backlog() > 0) {
        return;
      }
      seed(group);
    }
    frames.retain();
    log.send(new LogEvent.Batch(publication, frames));
    stopped = log.backlog() > maxBacklog;
  }
}
