package org.millrace.server.stream;

/** A publication that knows whether anybody takes its frames: viewers, recordings, segments. */
public interface Watchable {
  /**
   * Whether anybody does; to be asked on the publication's event loop.
   *
   * @return false if frames are only kept for who may come
   */
  boolean isWatched();

  /**
   * Sets what is to be done when the first one of an event loop has come.
   *
   * @param action called on the publication's event loop
   */
  void whenWatched(Runnable action);
}
