package org.millrace.rtmp.chunk;

/** Numbers of the chunk format. */
public final class ChunkConstants {
  /** The chunk size of both directions until a Set Chunk Size message. */
  public static final int DEFAULT_CHUNK_SIZE = 128;

  /** No message, and so no chunk, is longer: the length field has 24 bits. */
  public static final int MAX_MESSAGE_BYTES = 0xFFFFFF;

  /** Message type of Set Chunk Size. */
  public static final int SET_CHUNK_SIZE = 1;

  /** Message type of Abort. */
  public static final int ABORT = 2;

  /** Message type of audio. */
  public static final int AUDIO = 8;

  /** Message type of video. */
  public static final int VIDEO = 9;

  /** The longest chunk header: 3 bytes of basic header, 11 of message header, 4 of timestamp. */
  public static final int MAX_HEADER_BYTES = 18;

  /** A 24-bit timestamp field of this value says that 32 bits follow the header. */
  static final int EXTENDED_TIMESTAMP = 0xFFFFFF;

  /** First chunk stream id of the two-byte and of the three-byte form. */
  static final int FIRST_LONG_ID = 64;

  /** The first id that needs the three-byte form. */
  static final int FIRST_LONGER_ID = 320;

  private ChunkConstants() {}
}
