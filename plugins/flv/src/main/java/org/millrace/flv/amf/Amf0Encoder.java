package org.millrace.flv.amf;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.millrace.flv.amf.AmfValue.AmfBoolean;
import org.millrace.flv.amf.AmfValue.AmfByteArray;
import org.millrace.flv.amf.AmfValue.AmfDate;
import org.millrace.flv.amf.AmfValue.AmfDictionary;
import org.millrace.flv.amf.AmfValue.AmfEcmaArray;
import org.millrace.flv.amf.AmfValue.AmfInteger;
import org.millrace.flv.amf.AmfValue.AmfNull;
import org.millrace.flv.amf.AmfValue.AmfNumber;
import org.millrace.flv.amf.AmfValue.AmfObject;
import org.millrace.flv.amf.AmfValue.AmfStrictArray;
import org.millrace.flv.amf.AmfValue.AmfString;
import org.millrace.flv.amf.AmfValue.AmfUndefined;
import org.millrace.flv.amf.AmfValue.AmfVector;
import org.millrace.flv.amf.AmfValue.AmfXml;

/**
 * Encodes AMF0. What only AMF3 has is written as AMF3 within (marker 0x11); an AMF3 integer becomes
 * a number. Never writes references.
 */
public final class Amf0Encoder {
  private static final int MAX_SHORT_STRING = 0xFFFF;

  private Amf0Encoder() {}

  /**
   * Encodes values one after the other.
   *
   * @param values the values
   * @param out borrowed; grows as needed
   */
  public static void writeAll(List<AmfValue> values, ByteBuf out) {
    for (AmfValue value : values) {
      write(value, out);
    }
  }

  /**
   * Encodes a value.
   *
   * @param value the value
   * @param out borrowed; grows as needed
   */
  public static void write(AmfValue value, ByteBuf out) {
    if (value instanceof AmfNumber number) {
      writeNumber(number.value(), out);
    } else if (value instanceof AmfInteger integer) {
      writeNumber(integer.value(), out);
    } else if (value instanceof AmfBoolean flag) {
      out.writeByte(Amf0Marker.BOOLEAN).writeBoolean(flag.value());
    } else if (value instanceof AmfString string) {
      writeString(string.value(), out);
    } else if (value instanceof AmfNull) {
      out.writeByte(Amf0Marker.NULL);
    } else if (value instanceof AmfUndefined) {
      out.writeByte(Amf0Marker.UNDEFINED);
    } else if (value instanceof AmfDate date) {
      out.writeByte(Amf0Marker.DATE).writeDouble(date.epochMillis()).writeShort(0);
    } else if (value instanceof AmfXml xml) {
      out.writeByte(Amf0Marker.XML_DOCUMENT);
      writeLongUtf8(xml.text(), out);
    } else {
      writeComposite(value, out);
    }
  }

  private static void writeComposite(AmfValue value, ByteBuf out) {
    if (value instanceof AmfObject object) {
      writeObjectStart(object.className(), out);
      writeMembers(object.members(), out);
    } else if (value instanceof AmfEcmaArray array) {
      out.writeByte(Amf0Marker.ECMA_ARRAY).writeInt(array.members().size());
      writeMembers(array.members(), out);
    } else if (value instanceof AmfStrictArray array) {
      out.writeByte(Amf0Marker.STRICT_ARRAY).writeInt(array.items().size());
      writeAll(array.items(), out);
    } else if (value instanceof AmfByteArray
        || value instanceof AmfVector
        || value instanceof AmfDictionary) {
      out.writeByte(Amf0Marker.AVM_PLUS);
      Amf3Encoder.write(value, out);
    } else {
      throw new AssertionError(value);
    }
  }

  private static void writeNumber(double number, ByteBuf out) {
    out.writeByte(Amf0Marker.NUMBER).writeDouble(number);
  }

  private static void writeString(String text, ByteBuf out) {
    if (ByteBufUtil.utf8Bytes(text) <= MAX_SHORT_STRING) {
      out.writeByte(Amf0Marker.STRING);
      writeShortUtf8(text, out);
    } else {
      out.writeByte(Amf0Marker.LONG_STRING);
      writeLongUtf8(text, out);
    }
  }

  private static void writeObjectStart(String className, ByteBuf out) {
    if (className.isEmpty()) {
      out.writeByte(Amf0Marker.OBJECT);
    } else {
      out.writeByte(Amf0Marker.TYPED_OBJECT);
      writeShortUtf8(className, out);
    }
  }

  private static void writeMembers(Map<String, AmfValue> members, ByteBuf out) {
    members.forEach(
        (name, value) -> {
          writeShortUtf8(name, out);
          write(value, out);
        });
    out.writeShort(0).writeByte(Amf0Marker.OBJECT_END);
  }

  private static void writeShortUtf8(String text, ByteBuf out) {
    int length = ByteBufUtil.utf8Bytes(text);
    if (length > MAX_SHORT_STRING) {
      throw new IllegalArgumentException(
          "name: " + length + " bytes (expected: at most " + MAX_SHORT_STRING + ")");
    }
    out.writeShort(length);
    out.writeCharSequence(text, StandardCharsets.UTF_8);
  }

  private static void writeLongUtf8(String text, ByteBuf out) {
    out.writeInt(ByteBufUtil.utf8Bytes(text));
    out.writeCharSequence(text, StandardCharsets.UTF_8);
  }
}
