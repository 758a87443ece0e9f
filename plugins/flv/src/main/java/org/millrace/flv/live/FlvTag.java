package org.millrace.flv.live;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.DefaultByteBufHolder;
import org.millrace.flv.tag.FlvTagHeader;

/** A tag of a byte stream; its content is the body. */
final class FlvTag extends DefaultByteBufHolder {
  private final FlvTagHeader header;

  /**
   * A tag.
   *
   * @param header its header
   * @param body ownership passes to the tag
   */
  FlvTag(FlvTagHeader header, ByteBuf body) {
    super(body);
    this.header = header;
  }

  FlvTagHeader header() {
    return header;
  }

  @Override
  public FlvTag replace(ByteBuf content) {
    return new FlvTag(header, content);
  }
}
