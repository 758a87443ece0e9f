package org.millrace.http;

/** Is told about the channel that an answer is written to. On the connection's event loop. */
public interface OutputListener {
  /** For answers that nobody waits for. */
  OutputListener NONE = new OutputListener() {};

  /**
   * The channel's queue is full, or has room again. Told, so that the hot path need not ask.
   *
   * @param writable whether it has room
   */
  default void onWritability(boolean writable) {}

  /** The answer has ended, by either side or with its connection. Called once, the last of all. */
  default void onClosed() {}
}
