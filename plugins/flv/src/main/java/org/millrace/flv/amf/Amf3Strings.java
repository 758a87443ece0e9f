package org.millrace.flv.amf;

import java.util.ArrayList;
import java.util.List;

/** Reads the strings and variable-length integers of an AMF3 message; knows its string table. */
final class Amf3Strings {
  private final AmfInput in;
  private final List<Entry> table = new ArrayList<>();

  private record Entry(String text, int bytes) {}

  Amf3Strings(AmfInput in) {
    this.in = in;
  }

  /** U29, AMF 3 section 1.3.1: seven bits in each of up to three bytes, eight in the fourth. */
  int u29(String what) {
    int value = 0;
    for (int i = 0; i < 3; i++) {
      int next = in.unsignedByte(what);
      value = (value << 7) | (next & 0x7F);
      if (next < 0x80) {
        return value;
      }
    }
    return (value << 8) | in.unsignedByte(what);
  }

  /** UTF-8-vr, section 1.3.2. The empty string is never put into the table. */
  String string() {
    int header = u29("string length");
    if ((header & 1) == 0) {
      return referred(header >> 1);
    }
    int length = header >> 1;
    String text = in.utf8(length);
    if (length > 0) {
      table.add(new Entry(text, length));
    }
    return text;
  }

  private String referred(int index) {
    if (index >= table.size()) {
      throw in.malformed("string reference: " + index + " (expected: below " + table.size() + ")");
    }
    Entry entry = table.get(index);
    in.spendBytes(entry.bytes());
    return entry.text();
  }
}
