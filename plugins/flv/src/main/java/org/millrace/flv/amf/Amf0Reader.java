package org.millrace.flv.amf;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.millrace.flv.amf.AmfValue.AmfDate;
import org.millrace.flv.amf.AmfValue.AmfEcmaArray;
import org.millrace.flv.amf.AmfValue.AmfNull;
import org.millrace.flv.amf.AmfValue.AmfObject;
import org.millrace.flv.amf.AmfValue.AmfStrictArray;
import org.millrace.flv.amf.AmfValue.AmfUndefined;
import org.millrace.flv.amf.AmfValue.AmfXml;

/** Reads the AMF0 values of one message. Recursion is bounded by the limits of the input. */
final class Amf0Reader {
  private final AmfInput in;
  private final AmfReferences references;
  private final Amf3Reader avmPlus;

  Amf0Reader(AmfInput in) {
    this.in = in;
    this.references = new AmfReferences(in);
    this.avmPlus = new Amf3Reader(in);
  }

  AmfValue value(int depth) {
    int marker = in.unsignedByte("marker");
    if (marker == Amf0Marker.AVM_PLUS) {
      return avmPlus.value(depth);
    }
    if (marker == Amf0Marker.REFERENCE) {
      return references.resolve(in.unsignedShort("reference"), depth);
    }
    in.enter(depth);
    return switch (marker) {
      case Amf0Marker.NUMBER -> AmfValue.of(in.float64("number"));
      case Amf0Marker.BOOLEAN -> AmfValue.of(in.unsignedByte("boolean") != 0);
      case Amf0Marker.STRING -> AmfValue.of(shortString());
      case Amf0Marker.LONG_STRING -> AmfValue.of(longString());
      case Amf0Marker.NULL -> AmfNull.NULL;
      case Amf0Marker.UNDEFINED, Amf0Marker.UNSUPPORTED -> AmfUndefined.UNDEFINED;
      case Amf0Marker.OBJECT -> references.define(depth, () -> object("", depth));
      case Amf0Marker.TYPED_OBJECT -> references.define(depth, () -> object(shortString(), depth));
      case Amf0Marker.ECMA_ARRAY -> references.define(depth, () -> ecmaArray(depth));
      case Amf0Marker.STRICT_ARRAY -> references.define(depth, () -> strictArray(depth));
      case Amf0Marker.DATE -> date();
      case Amf0Marker.XML_DOCUMENT -> new AmfXml(longString());
      // Also 0x04 (movie clip) and 0x0E (record set), which the specification reserves.
      default -> throw in.malformed("marker: " + marker + " (expected: a type of AMF0)");
    };
  }

  private String shortString() {
    return in.utf8(in.unsignedShort("string length"));
  }

  private String longString() {
    return in.utf8(in.unsignedInt("string length"));
  }

  private AmfValue object(String className, int depth) {
    Map<String, AmfValue> members = new LinkedHashMap<>();
    while (member(members, depth)) {
      // reads on
    }
    return new AmfObject(className, members);
  }

  /**
   * The count is only a hint (section 2.10): some writers give 0 and some leave out the end, so it
   * counts in one case alone, where the message ends with the last member.
   */
  private AmfValue ecmaArray(int depth) {
    long count = in.unsignedInt("array length");
    Map<String, AmfValue> members = new LinkedHashMap<>();
    boolean more = true;
    while (more) {
      boolean endLeftOut = in.remaining() == 0 && members.size() >= count;
      more = !endLeftOut && member(members, depth);
    }
    return new AmfEcmaArray(members);
  }

  /** Returns false at the end marker 00 00 09. A name may be empty, too, if a value follows. */
  private boolean member(Map<String, AmfValue> members, int depth) {
    String name = shortString();
    if (name.isEmpty() && in.peek() == Amf0Marker.OBJECT_END) {
      in.unsignedByte("object end");
      return false;
    }
    members.put(name, value(depth + 1));
    return true;
  }

  private AmfValue strictArray(int depth) {
    int count = in.checkCount(in.unsignedInt("array length"), 1);
    List<AmfValue> items = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      items.add(value(depth + 1));
    }
    return new AmfStrictArray(items);
  }

  private AmfValue date() {
    double epochMillis = in.float64("date");
    in.unsignedShort("time zone");
    return new AmfDate(epochMillis);
  }
}
