package org.millrace.http;

/** Holds back the sender of a body that comes faster than it can be taken. On the event loop. */
public interface HttpBodyFlow {

  /** Reads no more from the socket, so that the sender has to wait. What is read already comes. */
  void pause();

  /** Goes on. */
  void resume();
}
