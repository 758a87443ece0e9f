package org.millrace.api.media;

/** What a track carries. */
public enum MediaKind {
  /** Pictures. */
  VIDEO,
  /** Sound. */
  AUDIO,
  /** Timed data: metadata, cue points, captions. */
  DATA
}
