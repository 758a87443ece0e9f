package org.millrace.rtmp.chunk;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.util.collection.IntObjectHashMap;
import io.netty.util.collection.IntObjectMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.millrace.rtmp.RtmpProtocolException;

/**
 * Puts the chunks of a connection together to {@link RawMessage}s.
 *
 * <p>A payload is copied once, from the read buffer into a buffer of its own. A slice of the read
 * buffer would save the copy, but frames stay in the stream's cache for seconds, and a slice of 400
 * bytes would keep the 64 KiB that came with it; one copy per publisher is nothing beside what
 * viewers cost.
 */
public final class ChunkDecoder extends ByteToMessageDecoder {

  private enum State {
    /** At a chunk's first byte; goes to PAYLOAD, or to FAILED on a header that breaks the rules. */
    HEADER,
    /** Within a chunk; goes to HEADER at its end. */
    PAYLOAD,
    /** The connection is being closed; what still comes is thrown away. No way out. */
    FAILED
  }

  private final ChunkLimits limits;
  private final IntObjectMap<ChunkStream> streams = new IntObjectHashMap<>();
  private State state = State.HEADER;
  private @Nullable ChunkStream current;
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
  public void channelRead(ChannelHandlerContext ctx, Object msg) throws Exception {
    if (msg instanceof ByteBuf bytes) {
      receivedBytes += bytes.readableBytes();
    }
    super.channelRead(ctx, msg);
  }

  @Override
  protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
    try {
      if (state == State.FAILED) {
        in.skipBytes(in.readableBytes());
      }
      // All chunks of a message in one go: being called for each costs more than reading it. Not
      // more than one message: whoever gets it may take this handler away.
      while (out.isEmpty() && in.isReadable() && (state == State.PAYLOAD || readHeader(in))) {
        readPayload(ctx, in, out);
      }
    } catch (RtmpProtocolException e) {
      fail();
      throw e;
    }
  }

  @Override
  protected void handlerRemoved0(ChannelHandlerContext ctx) {
    fail();
  }

  private void fail() {
    state = State.FAILED;
    streams.values().forEach(ChunkStream::abort);
    streams.clear();
    current = null;
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
      streams.put(id, stream);
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

  private void readPayload(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
    ChunkStream stream = current;
    if (stream == null) {
      throw new IllegalStateException("payload without header");
    }
    int bytes = Math.min(chunkRemaining, in.readableBytes());
    partialBytes += stream.append(ctx.alloc(), in, bytes);
    chunkRemaining -= bytes;
    if (chunkRemaining == 0) {
      state = State.HEADER;
    }
    if (stream.missingBytes() == 0) {
      partialBytes -= stream.partialBytes();
      finish(stream.take(), out);
    } else if (partialBytes > limits.maxPartialBytes()) {
      throw new RtmpProtocolException(
          "incomplete messages: %d bytes (expected: at most maxPartialBytes = %d)"
              .formatted(partialBytes, limits.maxPartialBytes()));
    }
  }

  private void finish(RawMessage message, List<Object> out) {
    switch (message.typeId()) {
      case ChunkConstants.SET_CHUNK_SIZE -> setChunkSize(readParameter(message, "Set Chunk Size"));
      case ChunkConstants.ABORT -> abort(readParameter(message, "Abort"));
      default -> out.add(message);
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
