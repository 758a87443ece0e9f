package org.millrace.rtmp.chunk;

import io.netty.buffer.ByteBuf;

/**
 * Writes messages as chunks of one size. Each message begins with a type-0 header, so that its
 * bytes mean the same whatever was sent before: that is what lets all viewers of a stream share
 * them. The deltas of types 1 and 2 would save 4 to 8 bytes of a message.
 *
 * @param chunkSize the chunk size that the peer has been told, 1 to 16777215
 */
public record ChunkWriter(int chunkSize) {
  public ChunkWriter {
    if (chunkSize < 1 || chunkSize > ChunkConstants.MAX_MESSAGE_BYTES) {
      throw new IllegalArgumentException(
          "chunkSize: " + chunkSize + " (expected: 1 to " + ChunkConstants.MAX_MESSAGE_BYTES + ")");
    }
  }

  /**
   * How long a message gets.
   *
   * @param bodyBytes length of its payload
   * @return an upper bound in bytes
   */
  public int maxLength(int bodyBytes) {
    // a continuation: basic header of up to 3 bytes, extended timestamp
    return ChunkConstants.MAX_HEADER_BYTES + bodyBytes + continuations(bodyBytes) * 7;
  }

  /**
   * Writes a message.
   *
   * @param out written to; grows as needed
   * @param message borrowed; its payload's indices do not move
   */
  public void write(ByteBuf out, RawMessage message) {
    ByteBuf payload = message.payload();
    int length = payload.readableBytes();
    out.ensureWritable(maxLength(length));
    begin(
        out,
        message.chunkStreamId(),
        message.typeId(),
        message.streamId(),
        message.timestamp(),
        length);
    out.writeBytes(payload, payload.readerIndex(), length);
    end(out, message.chunkStreamId(), message.timestamp(), length);
  }

  /**
   * Writes the header of a message and leaves room for those of the later chunks. The body is to be
   * written next, in one piece; then {@link #end} is due.
   *
   * @param out has at least {@link #maxLength} writable bytes
   * @param chunkStreamId the chunk stream
   * @param typeId the message type
   * @param streamId the message stream
   * @param timestamp milliseconds; the lower 32 bits are sent
   * @param bodyBytes length of the payload
   */
  public void begin(
      ByteBuf out, int chunkStreamId, int typeId, int streamId, long timestamp, int bodyBytes) {
    boolean extended = isExtended(timestamp);
    BasicHeader.write(out, 0, chunkStreamId);
    out.writeMedium(extended ? ChunkConstants.EXTENDED_TIMESTAMP : (int) timestamp);
    out.writeMedium(bodyBytes);
    out.writeByte(typeId);
    out.writeIntLE(streamId);
    if (extended) {
      out.writeInt((int) timestamp);
    }
    int room = continuations(bodyBytes) * continuationHeaderBytes(chunkStreamId, extended);
    out.writerIndex(out.writerIndex() + room);
  }

  /**
   * Cuts the body of the message that {@link #begin} began into chunks: moves its pieces to the
   * front and puts type-3 headers between them, each with the extended timestamp again.
   *
   * @param out its last {@code bodyBytes} written bytes are the body
   * @param chunkStreamId as given to {@code begin}
   * @param timestamp as given to {@code begin}
   * @param bodyBytes as given to {@code begin}
   */
  public void end(ByteBuf out, int chunkStreamId, long timestamp, int bodyBytes) {
    int continuations = continuations(bodyBytes);
    if (continuations == 0) {
      return;
    }
    boolean extended = isExtended(timestamp);
    int end = out.writerIndex();
    int from = end - bodyBytes;
    out.writerIndex(from - continuations * continuationHeaderBytes(chunkStreamId, extended));
    while (from < end) {
      int piece = Math.min(chunkSize, end - from);
      // Source and target overlap; the target lies before the source, as is safe for every buffer.
      out.setBytes(out.writerIndex(), out, from, piece);
      out.writerIndex(out.writerIndex() + piece);
      from += piece;
      if (from < end) {
        BasicHeader.write(out, 3, chunkStreamId);
        if (extended) {
          out.writeInt((int) timestamp);
        }
      }
    }
  }

  /** How many chunks follow the first. */
  private int continuations(int bodyBytes) {
    return bodyBytes == 0 ? 0 : (bodyBytes - 1) / chunkSize;
  }

  private static int continuationHeaderBytes(int chunkStreamId, boolean extended) {
    return BasicHeader.length(chunkStreamId) + (extended ? 4 : 0);
  }

  private static boolean isExtended(long timestamp) {
    return (timestamp & 0xFFFFFFFFL) >= ChunkConstants.EXTENDED_TIMESTAMP;
  }
}
