package org.millrace.api.media;

import org.millrace.api.contract.Stable;

/** What a track carries. */
@Stable(since = "0.9.0")
public enum MediaKind {
  /** Pictures. */
  VIDEO,
  /** Sound. */
  AUDIO,
  /** Timed data: metadata, cue points, captions. */
  DATA
}
