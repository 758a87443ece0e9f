package org.millrace.flv.amf;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/**
 * The bytes of one message, read with bounds checked, and what of the {@link AmfLimits} they have
 * used up. Shared by the AMF0 and the AMF3 part of a message.
 */
final class AmfInput {
  private final ByteBuf in;
  private final int start;
  private final AmfLimits limits;
  private int values;
  private long bytes;
  private int deepest;

  /** What a value costs when it is referred to again. */
  record Cost(int values, long bytes, int height) {}

  AmfInput(ByteBuf in, AmfLimits limits) {
    this.in = in;
    this.start = in.readerIndex();
    this.limits = limits;
  }

  int offset() {
    return in.readerIndex() - start;
  }

  int remaining() {
    return in.readableBytes();
  }

  AmfException malformed(String problem) {
    return new AmfException(offset(), problem);
  }

  /** Counts a value that is about to be read. */
  void enter(int depth) {
    reach(depth);
    if (++values > limits.maxValues()) {
      throw malformed("values: " + values + " (expected: at most " + limits.maxValues() + ")");
    }
  }

  /**
   * Counts a list before it is read, so that a count that cannot be true costs nothing.
   *
   * @param itemBytes the least length of an item on the wire
   */
  int checkCount(long count, int itemBytes) {
    if (count * itemBytes > remaining()) {
      throw malformed(
          "items: " + count + " (expected: at most " + remaining() / itemBytes + " by length)");
    }
    if (count > limits.maxValues() - values) {
      throw malformed(
          "values: " + (values + count) + " (expected: at most " + limits.maxValues() + ")");
    }
    return (int) count;
  }

  private void reach(int depth) {
    if (depth > limits.maxDepth()) {
      throw malformed("depth: " + depth + " (expected: at most " + limits.maxDepth() + ")");
    }
    deepest = Math.max(deepest, depth);
  }

  /** Begins to measure a value that may be referred to later. */
  Cost mark(int depth) {
    Cost mark = new Cost(values, bytes, deepest);
    deepest = depth;
    return mark;
  }

  /** Ends what {@link #mark} began. */
  Cost costSince(Cost mark, int depth) {
    Cost cost = new Cost(values - mark.values(), bytes - mark.bytes(), deepest - depth);
    deepest = Math.max(deepest, mark.height());
    return cost;
  }

  /** Counts a value again that was read before. */
  void spend(Cost cost, int depth) {
    reach(depth + cost.height());
    checkValues(cost.values());
    spendBytes(cost.bytes());
  }

  private void checkValues(int more) {
    long sum = (long) values + more;
    if (sum > limits.maxValues()) {
      throw malformed("values: " + sum + " (expected: at most " + limits.maxValues() + ")");
    }
    values = (int) sum;
  }

  void spendBytes(long more) {
    bytes += more;
    if (bytes > limits.maxTotalBytes()) {
      throw malformed(
          "bytes of strings: " + bytes + " (expected: at most " + limits.maxTotalBytes() + ")");
    }
  }

  private void need(int length, String what) {
    if (remaining() < length) {
      throw malformed(what + ": " + remaining() + " bytes left (expected: " + length + ")");
    }
  }

  int unsignedByte(String what) {
    need(1, what);
    return in.readUnsignedByte();
  }

  /** The next byte without taking it; -1 at the end. */
  int peek() {
    return in.isReadable() ? in.getUnsignedByte(in.readerIndex()) : -1;
  }

  int unsignedShort(String what) {
    need(2, what);
    return in.readUnsignedShort();
  }

  int signedInt(String what) {
    need(4, what);
    return in.readInt();
  }

  long unsignedInt(String what) {
    return signedInt(what) & 0xFFFF_FFFFL;
  }

  double float64(String what) {
    need(8, what);
    return in.readDouble();
  }

  String utf8(long length) {
    int checked = checkLength(length);
    return in.readCharSequence(checked, StandardCharsets.UTF_8).toString();
  }

  byte[] byteArray(long length) {
    byte[] array = new byte[checkLength(length)];
    in.readBytes(array);
    return array;
  }

  private int checkLength(long length) {
    if (length > limits.maxStringBytes()) {
      throw malformed(
          "string: " + length + " bytes (expected: at most " + limits.maxStringBytes() + ")");
    }
    need((int) length, "string");
    spendBytes(length);
    return (int) length;
  }
}
