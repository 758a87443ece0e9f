package org.millrace.rtmp.message;

/** The chunk streams that we send on. As no two messages are interleaved, one of a kind will do. */
public final class ChunkStreams {
  /** Protocol and user control; the specification demands 2. */
  static final int CONTROL = 2;

  /** Commands of the connection. */
  static final int COMMAND = 3;

  /** Commands and data of a message stream. */
  static final int DATA = 5;

  private static final int AUDIO = 4;
  private static final int VIDEO = 6;

  private ChunkStreams() {}

  /**
   * The chunk stream for frames.
   *
   * @param typeId the type of their messages
   * @return its id
   */
  public static int ofMedia(int typeId) {
    return switch (typeId) {
      case MessageType.AUDIO -> AUDIO;
      case MessageType.VIDEO -> VIDEO;
      default -> DATA;
    };
  }
}
