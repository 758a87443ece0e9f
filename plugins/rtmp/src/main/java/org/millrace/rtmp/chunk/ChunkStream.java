package org.millrace.rtmp.chunk;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of one chunk stream: the header fields that later headers leave out, and the
 * message that is being put together.
 */
final class ChunkStream {
  /** Messages up to this size get their memory at once, longer ones as their bytes come. */
  private static final int FIRST_ALLOCATION_BYTES = 4096;

  private static final long TIMESTAMP_MASK = 0xFFFFFFFFL;

  private final int id;
  private int typeId;
  private int streamId;
  private int length = -1;
  private long timestamp;
  private long delta;
  private boolean extended;
  private long extendedValue;
  private @Nullable ByteBuf payload;

  ChunkStream(int id) {
    this.id = id;
  }

  int id() {
    return id;
  }

  /** Length of the message, -1 before the first header. */
  int length() {
    return length;
  }

  /** Whether the 24-bit field of the last full header was followed by 32 bits. */
  boolean extended() {
    return extended;
  }

  /**
   * Whether the bytes after a type-3 header can be the repeated extended timestamp, or its
   * beginning. What is repeated of a delta is the delta with some peers, the time with others.
   */
  boolean repeatsTimestamp(ByteBuf in, int index, int bytes) {
    return startsWith(in, index, bytes, extendedValue) || startsWith(in, index, bytes, timestamp);
  }

  private static boolean startsWith(ByteBuf in, int index, int bytes, long value) {
    for (int i = 0; i < bytes; i++) {
      if (in.getByte(index + i) != (byte) (value >> (24 - 8 * i))) {
        return false;
      }
    }
    return true;
  }

  /** A type-0 header. */
  void absolute(int newTypeId, int newLength, int newStreamId, long value, boolean isExtended) {
    typeId = newTypeId;
    length = newLength;
    streamId = newStreamId;
    timestamp = value;
    // 5.3.1.2.4: the delta of a type-3 header after a type-0 one is the type-0 timestamp (ffmpeg
    // counts on that, librtmp and SRS read it so). After an extended one that would be a leap of
    // hours, and then what is meant is the same time again.
    delta = isExtended ? 0 : value;
    extended = isExtended;
    extendedValue = value;
  }

  /** A type-1 or type-2 header: the extended timestamp, too, is a delta. */
  void relative(int newTypeId, int newLength, long value, boolean isExtended) {
    typeId = newTypeId;
    length = newLength;
    delta = value;
    extended = isExtended;
    extendedValue = value;
    advance();
  }

  /** A type-3 header that begins a message. */
  void advance() {
    timestamp = timestamp + delta & TIMESTAMP_MASK;
  }

  int typeId() {
    return typeId;
  }

  boolean hasPartialMessage() {
    return payload != null;
  }

  int missingBytes() {
    return payload == null ? length : length - payload.writerIndex();
  }

  /**
   * Takes bytes of the message. A header alone, which costs the peer 12 bytes, must not cost us 16
   * MiB: a buffer for a long message grows with what has really come, by doubling, up to exactly
   * the length.
   *
   * @param slab for short sound and pictures
   * @return bytes of memory that the message occupies more than before
   */
  int append(ByteBufAllocator allocator, PayloadSlab slab, ByteBuf in, int bytes) {
    ByteBuf target = payload;
    int before = 0;
    if (target == null) {
      target = allocate(allocator, slab, bytes);
      payload = target;
    } else {
      before = target.capacity();
    }
    target.writeBytes(in, bytes);
    return target.capacity() - before;
  }

  private ByteBuf allocate(ByteBufAllocator allocator, PayloadSlab slab, int bytes) {
    boolean isMedia = typeId == ChunkConstants.AUDIO || typeId == ChunkConstants.VIDEO;
    return isMedia && PayloadSlab.takes(length)
        ? slab.allocate(allocator, length)
        : allocator.buffer(Math.min(length, Math.max(bytes, FIRST_ALLOCATION_BYTES)), length);
  }

  /** Hands over the complete message and with it the ownership of its payload. */
  RawMessage take() {
    ByteBuf whole = payload;
    if (whole == null) {
      throw new IllegalStateException("chunk stream " + id + ": no message to take");
    }
    payload = null;
    return new RawMessage(id, typeId, streamId, timestamp, whole);
  }

  /** Bytes of memory that the half message occupies. */
  int partialBytes() {
    return payload == null ? 0 : payload.capacity();
  }

  /** Forgets the half message, if there is one. */
  void abort() {
    if (payload != null) {
      payload.release();
      payload = null;
    }
  }
}
