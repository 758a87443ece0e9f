package org.millrace.api.media;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/** Reads the bytes of a decoder configuration, checked against its end. */
final class ConfigBytes {
  private final String name;
  private final ByteBuf bytes;

  /**
   * A reader.
   *
   * @param name what is read, for messages
   */
  ConfigBytes(String name, DecoderConfig config) {
    this.name = name;
    this.bytes = config.asBuffer();
  }

  int remaining() {
    return bytes.readableBytes();
  }

  void skip(int length) {
    need(length);
    bytes.skipBytes(length);
  }

  int unsignedByte() {
    need(1);
    return bytes.readUnsignedByte();
  }

  int unsignedShort() {
    need(2);
    return bytes.readUnsignedShort();
  }

  int unsignedShortLittleEndian() {
    need(2);
    return bytes.readUnsignedShortLE();
  }

  long unsignedIntLittleEndian() {
    need(4);
    return bytes.readUnsignedIntLE();
  }

  /** A copy, read-only, unpooled. */
  ByteBuf slice(int length) {
    need(length);
    byte[] copy = new byte[length];
    bytes.readBytes(copy);
    return Unpooled.wrappedBuffer(copy).asReadOnly();
  }

  ByteBuf rest() {
    return slice(bytes.readableBytes());
  }

  CodecConfigException unexpected(String what, Object found, String expected) {
    return new CodecConfigException(
        name + " " + what + ": " + found + " (expected: " + expected + ")");
  }

  private void need(int length) {
    if (bytes.readableBytes() < length) {
      throw new CodecConfigException(
          name + ": " + bytes.readableBytes() + " bytes left (expected: at least " + length + ")");
    }
  }
}
