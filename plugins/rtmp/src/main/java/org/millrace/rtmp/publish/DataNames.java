package org.millrace.rtmp.publish;

import io.netty.buffer.ByteBuf;

/** Instructions to the server at the head of data messages. */
final class DataNames {
  private static final int STRING_MARKER = 0x02;

  private DataNames() {}

  /**
   * Skips the strings that begin with {@code @}: of {@code @setDataFrame, onMetaData, {...}} the
   * viewers get what follows the first.
   *
   * @param body AMF0 values; its reader index moves
   */
  static void skipInstructions(ByteBuf body) {
    while (beginsWithInstruction(body)) {
      body.skipBytes(3 + body.getUnsignedShort(body.readerIndex() + 1));
    }
  }

  // 02 00 0d 40 73 65 74 ... : marker, length, "@set...
  private static boolean beginsWithInstruction(ByteBuf body) {
    int start = body.readerIndex();
    return body.readableBytes() > 3
        && body.getByte(start) == STRING_MARKER
        && body.getByte(start + 3) == '@'
        && body.getUnsignedShort(start + 1) <= body.readableBytes() - 3;
  }
}
