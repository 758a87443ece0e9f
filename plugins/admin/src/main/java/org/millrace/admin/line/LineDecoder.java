package org.millrace.admin.line;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.millrace.api.protocol.ConnectionContext;

/**
 * Cuts bytes into lines, which end with CR, LF or both. Empty lines are left out. A line without an
 * end in sight closes the connection.
 */
final class LineDecoder extends ByteToMessageDecoder {
  private final int maxBytes;
  private final ConnectionContext connection;

  /** Bytes at the reader's index that are known to hold no end of a line. */
  private int scanned;

  LineDecoder(int maxBytes, ConnectionContext connection) {
    this.maxBytes = maxBytes;
    this.connection = connection;
  }

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
    int start = in.readerIndex();
    int end = in.forEachByte(start + scanned, in.readableBytes() - scanned, LineDecoder::goesOn);
    int length = end < 0 ? in.readableBytes() : end - start;
    if (length > maxBytes) {
      in.skipBytes(in.readableBytes());
      scanned = 0;
      connection.close("line of more than " + maxBytes + " bytes (maxLineBytes)");
      return;
    }
    if (end < 0) {
      scanned = length;
      return;
    }
    scanned = 0;
    if (length > 0) {
      out.add(in.toString(start, length, StandardCharsets.UTF_8));
    }
    in.skipBytes(length + 1);
  }

  /** A line that the peer has begun when it goes is no command. */
  @Override
  protected void decodeLast(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
    in.skipBytes(in.readableBytes());
  }

  private static boolean goesOn(byte value) {
    return value != '\r' && value != '\n';
  }
}
