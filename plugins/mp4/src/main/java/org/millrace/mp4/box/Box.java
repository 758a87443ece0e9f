package org.millrace.mp4.box;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/** Writes boxes: size, type, content (ISO/IEC 14496-12 section 4.2). */
public final class Box {
  private Box() {}

  /** What is in a box. */
  @FunctionalInterface
  public interface Content {
    /**
     * Writes it.
     *
     * @param out borrowed
     */
    void writeTo(ByteBuf out);
  }

  /**
   * Writes a box.
   *
   * @param out borrowed
   * @param type four characters
   * @param content other boxes, or fields
   */
  public static void write(ByteBuf out, String type, Content content) {
    int start = out.writerIndex();
    out.writeInt(0);
    type(out, type);
    content.writeTo(out);
    out.setInt(start, out.writerIndex() - start);
  }

  /**
   * Writes a full box: one with version and flags.
   *
   * @param out borrowed
   * @param type four characters
   * @param version of the content
   * @param flags 24 bits
   * @param content the fields
   */
  public static void writeFull(ByteBuf out, String type, int version, int flags, Content content) {
    write(
        out,
        type,
        box -> {
          box.writeInt(version << 24 | flags);
          content.writeTo(box);
        });
  }

  /**
   * Writes a four-character code.
   *
   * @param out borrowed
   * @param code four characters
   */
  public static void type(ByteBuf out, String code) {
    out.writeCharSequence(code, StandardCharsets.ISO_8859_1);
  }
}
