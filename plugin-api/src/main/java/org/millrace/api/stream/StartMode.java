package org.millrace.api.stream;

import org.millrace.api.contract.Stable;

/** Where a new subscriber of a running stream starts. */
@Stable(since = "0.9.0")
public enum StartMode {
  /** Headers, then the next key frame: least delay, but a wait for the picture. */
  KEYFRAME,
  /** Headers, then the cached group of pictures at once: no wait, but its length as delay. */
  GOP,
  /**
   * Headers, then the pictures of the cached group at once with their times squeezed to a moment,
   * such that the newest one keeps its own: no wait and no delay. The sound that belongs to the
   * squeezed pictures is left out.
   */
  CATCHUP
}
