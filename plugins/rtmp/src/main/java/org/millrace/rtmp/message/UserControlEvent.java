package org.millrace.rtmp.message;

/** Event ids of user control messages (7.1.7). */
public final class UserControlEvent {
  /** The message stream can be used, or begins to play. */
  public static final int STREAM_BEGIN = 0;

  /** What was played on the message stream is over. */
  public static final int STREAM_EOF = 1;

  /** Nothing more for a while. */
  public static final int STREAM_DRY = 2;

  /** How much the player buffers; 32 bits of milliseconds follow the stream. */
  public static final int SET_BUFFER_LENGTH = 3;

  /** The message stream plays a recording. */
  public static final int STREAM_IS_RECORDED = 4;

  /** Are you there? With the sender's time. */
  public static final int PING_REQUEST = 6;

  /** Yes. With the time of the request. */
  public static final int PING_RESPONSE = 7;

  private UserControlEvent() {}
}
