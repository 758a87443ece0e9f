package org.millrace.rtmp.message;

import io.netty.buffer.ByteBuf;
import java.util.List;
import org.millrace.rtmp.RtmpProtocolException;
import org.millrace.rtmp.chunk.RawMessage;
import org.millrace.rtmp.message.RtmpMessage.Media;

/**
 * Takes aggregate messages apart (7.1.6). Each part is laid out as an FLV tag: type 1, length 3,
 * timestamp 3 and its upper 8 bits, stream 3, body, length of all that 4.
 */
final class AggregateSplitter {
  private static final int HEADER_BYTES = 11;
  private static final int TRAILER_BYTES = 4;

  private AggregateSplitter() {}

  /**
   * Adds the parts to a list.
   *
   * @param aggregate borrowed; the parts are copies, so that one frame in the stream's cache does
   *     not keep the others
   * @param out owns what is added
   */
  static void split(RawMessage aggregate, List<RtmpMessage> out) {
    ByteBuf in = aggregate.payload();
    long offset = 0;
    boolean first = true;
    while (in.isReadable()) {
      if (in.readableBytes() < HEADER_BYTES) {
        throw truncated(in);
      }
      int typeId = in.readUnsignedByte();
      int length = in.readUnsignedMedium();
      long time = in.readUnsignedMedium() | (long) in.readUnsignedByte() << 24;
      in.skipBytes(3);
      if (in.readableBytes() < length) {
        throw truncated(in);
      }
      if (first) {
        // The parts' times are relative to the first part, which has the aggregate's own time.
        offset = aggregate.timestamp() - time;
        first = false;
      }
      add(aggregate, typeId, time + offset & 0xFFFFFFFFL, length, out);
      in.skipBytes(length);
      in.skipBytes(Math.min(TRAILER_BYTES, in.readableBytes()));
    }
  }

  private static void add(
      RawMessage aggregate, int typeId, long timestamp, int length, List<RtmpMessage> out) {
    if (MessageType.isMedia(typeId)) {
      ByteBuf in = aggregate.payload();
      ByteBuf body = in.copy(in.readerIndex(), length);
      out.add(new Media(typeId, aggregate.streamId(), timestamp, body));
    }
  }

  private static RtmpProtocolException truncated(ByteBuf in) {
    return new RtmpProtocolException(
        "aggregate message: ends %d bytes into a part (expected: whole parts)"
            .formatted(in.readableBytes()));
  }
}
