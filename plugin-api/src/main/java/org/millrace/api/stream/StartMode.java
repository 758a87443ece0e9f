package org.millrace.api.stream;

/** Where a new subscriber of a running stream starts. */
public enum StartMode {
  /** Headers, then the next key frame: least delay, but a wait for the picture. */
  KEYFRAME,
  /** Headers, then the cached group of pictures at once: no wait, but its length as delay. */
  GOP
}
