package org.millrace.rtmp.chunk;

/** The message header of a chunk (5.3.1.2). */
final class MessageHeader {
  private MessageHeader() {}

  /**
   * Bytes of the header of a format, without the extended timestamp: timestamp 3; length 3, type 1;
   * message stream 4.
   */
  static int length(int format) {
    return switch (format) {
      case 0 -> 11;
      case 1 -> 7;
      case 2 -> 3;
      default -> 0;
    };
  }
}
