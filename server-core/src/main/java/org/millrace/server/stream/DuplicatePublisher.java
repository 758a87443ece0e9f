package org.millrace.server.stream;

/** What happens when a stream that has a publisher is published by a second one. */
public enum DuplicatePublisher {
  /** The second is refused. */
  REFUSE,
  /** The second takes over; the first is told and ended. */
  TAKE_OVER,
  /** The second takes over if the first has been silent for a while, and is refused otherwise. */
  TAKE_OVER_SILENT
}
