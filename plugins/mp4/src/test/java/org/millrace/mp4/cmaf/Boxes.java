package org.millrace.mp4.cmaf;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads boxes, the other way round: by offsets. */
final class Boxes {
  private static final List<String> CONTAINERS =
      List.of("moov", "trak", "mdia", "minf", "stbl", "mvex", "moof", "traf", "dinf");

  private Boxes() {}

  /** The content of the box at a path such as {@code moof/traf/tfdt}. */
  static ByteBuf find(ByteBuf in, String path) {
    ByteBuf level = in.duplicate();
    for (String type : path.split("/")) {
      level = child(level, type);
    }
    return level;
  }

  private static ByteBuf child(ByteBuf level, String type) {
    int at = level.readerIndex();
    while (at < level.writerIndex()) {
      int size = level.getInt(at);
      if (size < 8 || at + size > level.writerIndex()) {
        throw new AssertionError("size: " + size + " at " + at + " (expected: within its parent)");
      }
      if (level.toString(at + 4, 4, StandardCharsets.ISO_8859_1).equals(type)) {
        return level.slice(at + 8, size - 8);
      }
      at += size;
    }
    throw new AssertionError("no box " + type);
  }

  /** All types at one level, sizes checked, also within containers. */
  static String outline(ByteBuf in) {
    StringBuilder text = new StringBuilder();
    int at = in.readerIndex();
    while (at < in.writerIndex()) {
      int size = in.getInt(at);
      String type = in.toString(at + 4, 4, StandardCharsets.ISO_8859_1);
      text.append(text.isEmpty() ? "" : " ").append(type);
      if (CONTAINERS.contains(type)) {
        text.append('(').append(outline(in.slice(at + 8, size - 8))).append(')');
      }
      at += size;
    }
    return text.toString();
  }
}
