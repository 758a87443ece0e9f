package org.millrace.rtmp.publish;

/**
 * Continues the 32-bit timestamps of the wire, which wrap after 49.7 days, to 64 bits: a timestamp
 * is taken to be less than half the range away from the last one.
 */
final class TimestampUnwrapper {
  private boolean started;
  private long last;

  /**
   * Continues a timestamp.
   *
   * @param timestamp milliseconds, unsigned 32 bit
   * @return milliseconds, not negative at the start
   */
  long unwrap(long timestamp) {
    if (!started) {
      started = true;
      last = timestamp;
    } else {
      last += (int) (timestamp - last);
    }
    return last;
  }
}
