package org.millrace.server.stream;

import io.netty.buffer.ByteBuf;
import org.millrace.api.media.MediaFrame;
import org.millrace.api.media.MediaKind;
import org.millrace.api.stream.FrameEncoder;

/**
 * A wire form for tests: the payload and a line feed.
 *
 * @param name tells encoders apart
 * @param withVideo whether video is included
 */
record LineEncoder(String name, boolean withVideo) implements FrameEncoder {
  static final LineEncoder ALL = new LineEncoder("all", true);

  @Override
  public int maxLength(MediaFrame frame) {
    return withVideo || frame.kind() != MediaKind.VIDEO ? frame.size() + 1 : 0;
  }

  @Override
  public void encode(MediaFrame frame, ByteBuf out) {
    out.writeBytes(frame.payload(), frame.payload().readerIndex(), frame.size()).writeByte('\n');
  }
}
