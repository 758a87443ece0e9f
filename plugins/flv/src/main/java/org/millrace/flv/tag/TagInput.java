package org.millrace.flv.tag;

import io.netty.buffer.ByteBuf;

/** Reads the header of a tag body by position, checked against its end; moves no index. */
final class TagInput {
  private final String name;
  private final ByteBuf body;
  private int position;

  /**
   * A reader at the start of a body.
   *
   * @param name what it is, for messages
   * @param body borrowed
   */
  TagInput(String name, ByteBuf body) {
    this.name = name;
    this.body = body;
  }

  /** Bytes read up to now. */
  int position() {
    return position;
  }

  boolean atEnd() {
    return position == body.readableBytes();
  }

  int unsignedByte() {
    return body.getUnsignedByte(take(1));
  }

  int unsignedShort() {
    return body.getUnsignedShort(take(2));
  }

  int unsignedMedium() {
    return body.getUnsignedMedium(take(3));
  }

  int signedMedium() {
    return body.getMedium(take(3));
  }

  int fourCc() {
    return body.getInt(take(4));
  }

  void skip(int length) {
    take(length);
  }

  private int take(int length) {
    int end = position + length;
    if (end > body.readableBytes()) {
      throw new FlvException(
          name + ": " + body.readableBytes() + " bytes (expected: at least " + end + ")");
    }
    int index = body.readerIndex() + position;
    position = end;
    return index;
  }
}
