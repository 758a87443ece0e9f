package org.millrace.http.connection;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultHttpContent;
import java.util.List;

/**
 * Bytes in memory.
 *
 * @param context where they are written to
 * @param bytes owned
 */
record BytesContent(ChannelHandlerContext context, ByteBuf bytes) implements Content {
  @Override
  public long length() {
    return bytes.readableBytes();
  }

  @Override
  public void write(List<Section> sections, Runnable whenWritten) {
    for (Section section : sections) {
      writeIfAny(section.preamble());
      int offset = bytes.readerIndex() + (int) section.offset();
      writeIfAny(bytes.retainedSlice(offset, (int) section.length()));
    }
    bytes.release();
    whenWritten.run();
  }

  private void writeIfAny(ByteBuf part) {
    if (part.isReadable()) {
      context.write(new DefaultHttpContent(part), context.voidPromise());
    } else {
      part.release();
    }
  }

  @Override
  public void close() {
    bytes.release();
  }
}
