package org.millrace.api.stream;

import org.millrace.api.contract.Stable;

/** The stream has a publisher, and a second one is refused. */
@Stable(since = "0.9.0")
public final class StreamBusyException extends Exception {
  private static final long serialVersionUID = 1L;

  /** The stream. */
  private final transient StreamKey key;

  /**
   * Made by the host.
   *
   * @param key the stream
   * @param holder who publishes it, for people
   */
  public StreamBusyException(StreamKey key, String holder) {
    super(key + " is already published by " + holder);
    this.key = key;
  }

  /**
   * The stream.
   *
   * @return the key that was asked for
   */
  public StreamKey key() {
    return key;
  }
}
