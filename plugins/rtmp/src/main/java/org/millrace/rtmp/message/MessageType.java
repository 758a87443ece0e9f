package org.millrace.rtmp.message;

import org.millrace.rtmp.chunk.ChunkConstants;

/** Type ids of messages. */
public final class MessageType {
  /** Set Chunk Size (5.4.1). */
  public static final int SET_CHUNK_SIZE = ChunkConstants.SET_CHUNK_SIZE;

  /** Acknowledgement (5.4.3). */
  public static final int ACKNOWLEDGEMENT = 3;

  /** User control (6.2). */
  public static final int USER_CONTROL = 4;

  /** Window Acknowledgement Size (5.4.4). */
  public static final int WINDOW_ACK_SIZE = 5;

  /** Set Peer Bandwidth (5.4.5). */
  public static final int SET_PEER_BANDWIDTH = 6;

  /** Audio; the body is that of an FLV tag. */
  public static final int AUDIO = ChunkConstants.AUDIO;

  /** Video; the body is that of an FLV tag. */
  public static final int VIDEO = ChunkConstants.VIDEO;

  /** Data in AMF3; in practice AMF0 behind a zero byte. */
  public static final int DATA_AMF3 = 15;

  /** Command in AMF3; in practice AMF0 behind a zero byte. */
  public static final int COMMAND_AMF3 = 17;

  /** Data in AMF0; the body is that of an FLV script tag. */
  public static final int DATA = 18;

  /** Command in AMF0. */
  public static final int COMMAND = 20;

  /** Several audio, video and data messages in one (7.1.6). */
  public static final int AGGREGATE = 22;

  private MessageType() {}

  /** Whether the body is that of an FLV tag. */
  static boolean isMedia(int typeId) {
    return typeId == AUDIO || typeId == VIDEO || typeId == DATA;
  }
}
