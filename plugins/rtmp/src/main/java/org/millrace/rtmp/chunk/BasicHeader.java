package org.millrace.rtmp.chunk;

import io.netty.buffer.ByteBuf;

/**
 * The basic header of a chunk (5.3.1.1): two bits of format and the chunk stream id in one, two or
 * three bytes.
 */
final class BasicHeader {
  private static final int ID_MASK = 0x3F;

  private BasicHeader() {}

  /** Bytes of the header that begins at an index; its first byte must be there. */
  static int length(ByteBuf in, int index) {
    return switch (in.getByte(index) & ID_MASK) {
      case 0 -> 2;
      case 1 -> 3;
      default -> 1;
    };
  }

  /** The chunk stream id; the whole header must be there. */
  static int chunkStreamId(ByteBuf in, int index) {
    int id = in.getByte(index) & ID_MASK;
    return switch (id) {
      case 0 -> ChunkConstants.FIRST_LONG_ID + in.getUnsignedByte(index + 1);
      // 01 b1 b2: the second byte of the id counts 256s, that is, little endian
      case 1 -> ChunkConstants.FIRST_LONG_ID + in.getUnsignedShortLE(index + 1);
      default -> id;
    };
  }

  /** Bytes of the header that an id needs. */
  static int length(int chunkStreamId) {
    return chunkStreamId < ChunkConstants.FIRST_LONG_ID
        ? 1
        : chunkStreamId < ChunkConstants.FIRST_LONGER_ID ? 2 : 3;
  }

  /** Writes a header. */
  static void write(ByteBuf out, int format, int chunkStreamId) {
    if (chunkStreamId < ChunkConstants.FIRST_LONG_ID) {
      out.writeByte(format << 6 | chunkStreamId);
    } else if (chunkStreamId < ChunkConstants.FIRST_LONGER_ID) {
      out.writeByte(format << 6);
      out.writeByte(chunkStreamId - ChunkConstants.FIRST_LONG_ID);
    } else {
      out.writeByte(format << 6 | 1);
      out.writeShortLE(chunkStreamId - ChunkConstants.FIRST_LONG_ID);
    }
  }
}
