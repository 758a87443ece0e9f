package org.millrace.rtmp.chunk;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Writes chunks by hand and reads messages in a form that can be compared. */
final class Chunks {
  static final ChunkLimits LIMITS = new ChunkLimits(1_000_000, 64, 2_000_000);

  /** A message as a value. */
  record Read(int chunkStreamId, int typeId, int streamId, long timestamp, String payload) {}

  private Chunks() {}

  static byte[] hex(String... pieces) {
    return HexFormat.of().parseHex(String.join("", pieces).replace(" ", ""));
  }

  static String repeat(int value, int count) {
    return "%02x".formatted(value).repeat(count);
  }

  static EmbeddedChannel channel(ChunkLimits limits) {
    return new EmbeddedChannel(new ChunkDecoder(limits));
  }

  static List<Read> decode(byte[] bytes) {
    EmbeddedChannel channel = channel(LIMITS);
    channel.writeInbound(Unpooled.wrappedBuffer(bytes));
    List<Read> messages = drain(channel);
    channel.finishAndReleaseAll();
    return messages;
  }

  static List<Read> decodeByteByByte(byte[] bytes) {
    EmbeddedChannel channel = channel(LIMITS);
    for (byte b : bytes) {
      channel.writeInbound(Unpooled.buffer(1).writeByte(b));
    }
    List<Read> messages = drain(channel);
    channel.finishAndReleaseAll();
    return messages;
  }

  static List<Read> drain(EmbeddedChannel channel) {
    List<Read> messages = new ArrayList<>();
    for (RawMessage raw = channel.readInbound(); raw != null; raw = channel.readInbound()) {
      messages.add(read(raw));
      raw.payload().release();
    }
    return messages;
  }

  static Read read(RawMessage raw) {
    ByteBuf payload = raw.payload();
    byte[] bytes = new byte[payload.readableBytes()];
    payload.getBytes(payload.readerIndex(), bytes);
    return new Read(
        raw.chunkStreamId(),
        raw.typeId(),
        raw.streamId(),
        raw.timestamp(),
        HexFormat.of().formatHex(bytes));
  }
}
