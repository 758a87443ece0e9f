package org.millrace.rtmp.chunk;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import org.jspecify.annotations.Nullable;
import org.millrace.rtmp.RtmpProtocolException;

/**
 * Puts the chunks of a connection together to {@link RawMessage}s.
 *
 * <p>A payload is copied once, from the read buffer into memory of its own. A slice of the read
 * buffer would save the copy, but frames stay in the stream's cache for seconds, and a slice of 400
 * bytes would keep the 64 KiB that came with it; one copy per publisher is nothing beside what
 * viewers cost.
 *
 * <p>Payloads are taken as they come, so all that ever has to wait for more bytes is a header. That
 * is why this is not a {@code ByteToMessageDecoder}, which is made for any amount, and took longer
 * for its own books than it takes to read a chunk.
 */
public final class ChunkDecoder extends ChannelInboundHandlerAdapter {

  private enum State {
    /** At a chunk's first byte; goes to PAYLOAD, or to FAILED on a header that breaks the rules. */
    HEADER,
    /** Within a chunk; goes to HEADER at its end. */
    PAYLOAD,
    /** The connection is being closed; what still comes is thrown away. No way out. */
    FAILED
  }

  private final ChunkLimits limits;
  private final ChunkStreamTable streams = new ChunkStreamTable();
  private final PayloadSlab slab = new PayloadSlab();
  private State state = State.HEADER;
  private @Nullable ChunkStream current;

  /** The beginning of a header. */
  private @Nullable ByteBuf held;

  private int chunkRemaining;
  private int chunkSize = ChunkConstants.DEFAULT_CHUNK_SIZE;
  private long partialBytes;
  private long receivedBytes;

  /**
   * A decoder for one connection.
   *
   * @param limits beyond them the connection is closed
   */
  public ChunkDecoder(ChunkLimits limits) {
    this.limits = limits;
  }

  /**
   * How much has come in since the handshake.
   *
   * @return bytes
   */
  public long receivedBytes() {
    return receivedBytes;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (!(message instanceof ByteBuf bytes)) {
      ctx.fireChannelRead(message);
      return;
    }
    receivedBytes += bytes.readableBytes();
    ByteBuf in = behindHeld(ctx, bytes);
    try {
      decode(ctx, in);
      if (in.isReadable() && state != State.FAILED) {
        held = ctx.alloc().buffer(ChunkConstants.MAX_HEADER_BYTES).writeBytes(in);
      }
    } catch (RtmpProtocolException e) {
      fail();
      throw e;
    } finally {
      in.release();
    }
  }

  /** The bytes behind those that waited for them; ownership of both passes to the caller. */
  private ByteBuf behindHeld(ChannelHandlerContext ctx, ByteBuf bytes) {
    ByteBuf before = held;
    if (before == null) {
      return bytes;
    }
    held = null;
    try {
      return ctx.alloc()
          .buffer(before.readableBytes() + bytes.readableBytes())
          .writeBytes(before)
          .writeBytes(bytes);
    } finally {
      before.release();
      bytes.release();
    }
  }

  /** Whoever gets a message may take this handler away, or close the connection. */
  private void decode(ChannelHandlerContext ctx, ByteBuf in) {
    while (state != State.FAILED && in.isReadable() && (state == State.PAYLOAD || readHeader(in))) {
      readPayload(ctx, in);
    }
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    fail();
  }

  private void fail() {
    state = State.FAILED;
    streams.forEach(ChunkStream::abort);
    slab.release();
    current = null;
    if (held != null) {
      held.release();
      held = null;
    }
  }

  /** Reads a chunk's header, or nothing if it is not complete yet. */
  private boolean readHeader(ByteBuf in) {
    int start = in.readerIndex();
    int format = in.getUnsignedByte(start) >> 6;
    int basicBytes = BasicHeader.length(in, start);
    int needed = basicBytes + MessageHeader.length(format);
    if (in.readableBytes() < needed) {
      return false;
    }
    ChunkStream stream = stream(BasicHeader.chunkStreamId(in, start));
    int headerAt = start + basicBytes;
    int timestampBytes = extendedTimestampBytes(in, format, headerAt, stream);
    if (timestampBytes < 0 || in.readableBytes() < needed + timestampBytes) {
      return false;
    }
    if (format == 3) {
      continueOrRepeat(stream);
    } else {
      begin(in, format, headerAt, stream);
    }
    in.skipBytes(needed + timestampBytes);
    current = stream;
    chunkRemaining = Math.min(chunkSize, stream.missingBytes());
    state = State.PAYLOAD;
    return true;
  }

  private ChunkStream stream(int id) {
    ChunkStream stream = streams.get(id);
    if (stream == null) {
      if (streams.size() >= limits.maxChunkStreams()) {
        throw new RtmpProtocolException(
            "chunk streams: %d (expected: at most maxChunkStreams = %d)"
                .formatted(streams.size() + 1, limits.maxChunkStreams()));
      }
      stream = new ChunkStream(id);
      streams.add(stream);
    }
    return stream;
  }

  /**
   * How many bytes of extended timestamp follow the message header: 0 or 4, or -1 if that cannot be
   * told yet. On type-3 chunks some peers repeat it and some do not (the specification was of two
   * minds), so there it is there if the bytes say so.
   */
  private static int extendedTimestampBytes(
      ByteBuf in, int format, int headerAt, ChunkStream stream) {
    if (format < 3) {
      return in.getUnsignedMedium(headerAt) == ChunkConstants.EXTENDED_TIMESTAMP ? 4 : 0;
    }
    if (!stream.extended()) {
      return 0;
    }
    // Fewer than four bytes may be all that is left of a message: what they say already counts.
    int bytes = Math.min(4, in.writerIndex() - headerAt);
    if (!stream.repeatsTimestamp(in, headerAt, bytes)) {
      return 0;
    }
    return bytes == 4 ? 4 : -1;
  }

  private static void continueOrRepeat(ChunkStream stream) {
    if (stream.length() < 0) {
      throw new RtmpProtocolException(
          "chunk stream %d: begins with a type-3 header (expected: type 0)".formatted(stream.id()));
    }
    if (!stream.hasPartialMessage()) {
      stream.advance();
    }
  }

  private void begin(ByteBuf in, int format, int at, ChunkStream stream) {
    if (stream.hasPartialMessage()) {
      throw new RtmpProtocolException(
          "chunk stream %d: a new message %d bytes before the end of the last (expected: type 3)"
              .formatted(stream.id(), stream.missingBytes()));
    }
    int field = in.getUnsignedMedium(at);
    boolean extended = field == ChunkConstants.EXTENDED_TIMESTAMP;
    long time = extended ? in.getUnsignedInt(at + MessageHeader.length(format)) : field;
    int length = format == 2 ? stream.length() : in.getUnsignedMedium(at + 3);
    checkLength(stream, length);
    int typeId = format == 2 ? stream.typeId() : in.getUnsignedByte(at + 6);
    if (format == 0) {
      stream.absolute(typeId, length, in.getIntLE(at + 7), time, extended);
    } else {
      // A chunk stream that begins with type 1 is against the rules, but librtmp's pings do so.
      stream.relative(typeId, length, time, extended);
    }
  }

  private void checkLength(ChunkStream stream, int length) {
    if (length < 0) {
      throw new RtmpProtocolException(
          "chunk stream %d: begins with a type-2 header (expected: type 0)".formatted(stream.id()));
    }
    if (length > limits.maxMessageBytes()) {
      throw new RtmpProtocolException(
          "message length: %d (expected: at most maxMessageBytes = %d)"
              .formatted(length, limits.maxMessageBytes()));
    }
  }

  private void readPayload(ChannelHandlerContext ctx, ByteBuf in) {
    ChunkStream stream = current;
    if (stream == null) {
      throw new IllegalStateException("payload without header");
    }
    int bytes = Math.min(chunkRemaining, in.readableBytes());
    partialBytes += stream.append(ctx.alloc(), slab, in, bytes);
    chunkRemaining -= bytes;
    if (chunkRemaining == 0) {
      state = State.HEADER;
    }
    if (stream.missingBytes() == 0) {
      partialBytes -= stream.partialBytes();
      finish(ctx, stream.take());
    } else if (partialBytes > limits.maxPartialBytes()) {
      throw new RtmpProtocolException(
          "incomplete messages: %d bytes (expected: at most maxPartialBytes = %d)"
              .formatted(partialBytes, limits.maxPartialBytes()));
    }
  }

  private void finish(ChannelHandlerContext ctx, RawMessage message) {
    switch (message.typeId()) {
      case ChunkConstants.SET_CHUNK_SIZE -> setChunkSize(readParameter(message, "Set Chunk Size"));
      case ChunkConstants.ABORT -> abort(readParameter(message, "Abort"));
      default -> ctx.fireChannelRead(message);
    }
  }

  private static int readParameter(RawMessage message, String name) {
    ByteBuf payload = message.payload();
    try {
      if (payload.readableBytes() < 4) {
        throw new RtmpProtocolException(
            "%s: %d bytes (expected: 4)".formatted(name, payload.readableBytes()));
      }
      return payload.getInt(payload.readerIndex());
    } finally {
      payload.release();
    }
  }

  private void setChunkSize(int size) {
    if (size < 1) {
      throw new RtmpProtocolException("chunk size: %d (expected: 1 to 2147483647)".formatted(size));
    }
    // 5.4.1: as no message is longer, all greater sizes are equivalent. A message that is half
    // read goes on with the new size from its next chunk.
    chunkSize = Math.min(size, ChunkConstants.MAX_MESSAGE_BYTES);
  }

  private void abort(int chunkStreamId) {
    ChunkStream stream = streams.get(chunkStreamId);
    if (stream != null) {
      partialBytes -= stream.partialBytes();
      stream.abort();
    }
  }
}
