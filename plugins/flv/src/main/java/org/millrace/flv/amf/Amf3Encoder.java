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
 * Encodes AMF3. Never writes references, so that values can be written one by one. Members with an
 * empty name are left out: AMF3 has no form for them.
 */
public final class Amf3Encoder {
  /** U29O of an object with traits of its own: dynamic, no sealed members. */
  private static final int DYNAMIC_OBJECT = 0b1011;

  private static final int EMPTY_STRING = 0x01;

  private Amf3Encoder() {}

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
      out.writeByte(Amf3Marker.DOUBLE).writeDouble(number.value());
    } else if (value instanceof AmfInteger integer) {
      out.writeByte(Amf3Marker.INTEGER);
      writeU29(integer.value() & 0x1FFF_FFFF, out);
    } else if (value instanceof AmfBoolean flag) {
      out.writeByte(flag.value() ? Amf3Marker.TRUE : Amf3Marker.FALSE);
    } else if (value instanceof AmfString string) {
      out.writeByte(Amf3Marker.STRING);
      writeString(string.value(), out);
    } else if (value instanceof AmfNull) {
      out.writeByte(Amf3Marker.NULL);
    } else if (value instanceof AmfUndefined) {
      out.writeByte(Amf3Marker.UNDEFINED);
    } else if (value instanceof AmfDate date) {
      out.writeByte(Amf3Marker.DATE).writeByte(1).writeDouble(date.epochMillis());
    } else if (value instanceof AmfXml xml) {
      out.writeByte(Amf3Marker.XML);
      writeString(xml.text(), out);
    } else {
      writeComposite(value, out);
    }
  }

  private static void writeComposite(AmfValue value, ByteBuf out) {
    if (value instanceof AmfObject object) {
      out.writeByte(Amf3Marker.OBJECT).writeByte(DYNAMIC_OBJECT);
      writeString(object.className(), out);
      writeMembers(object.members(), out);
    } else if (value instanceof AmfEcmaArray array) {
      out.writeByte(Amf3Marker.ARRAY);
      writeCount(0, out);
      writeMembers(array.members(), out);
    } else if (value instanceof AmfStrictArray array) {
      out.writeByte(Amf3Marker.ARRAY);
      writeCount(array.items().size(), out);
      out.writeByte(EMPTY_STRING);
      writeAll(array.items(), out);
    } else if (value instanceof AmfByteArray array) {
      byte[] bytes = array.bytes();
      out.writeByte(Amf3Marker.BYTE_ARRAY);
      writeCount(bytes.length, out);
      out.writeBytes(bytes);
    } else if (value instanceof AmfVector vector) {
      writeVector(vector, out);
    } else if (value instanceof AmfDictionary dictionary) {
      writeDictionary(dictionary, out);
    } else {
      throw new AssertionError(value);
    }
  }

  private static void writeVector(AmfVector vector, ByteBuf out) {
    out.writeByte(vectorMarker(vector.type()));
    writeCount(vector.items().size(), out);
    out.writeBoolean(vector.fixed());
    if (vector.type() == AmfVector.Type.OBJECT) {
      writeString(vector.typeName(), out);
    }
    for (AmfValue item : vector.items()) {
      switch (vector.type()) {
        case INT, UINT -> out.writeInt((int) (long) item.asNumber(0));
        case DOUBLE -> out.writeDouble(item.asNumber(0));
        case OBJECT -> write(item, out);
      }
    }
  }

  private static int vectorMarker(AmfVector.Type type) {
    return switch (type) {
      case INT -> Amf3Marker.VECTOR_INT;
      case UINT -> Amf3Marker.VECTOR_UINT;
      case DOUBLE -> Amf3Marker.VECTOR_DOUBLE;
      case OBJECT -> Amf3Marker.VECTOR_OBJECT;
    };
  }

  private static void writeDictionary(AmfDictionary dictionary, ByteBuf out) {
    out.writeByte(Amf3Marker.DICTIONARY);
    writeCount(dictionary.entries().size(), out);
    out.writeBoolean(dictionary.weakKeys());
    for (AmfDictionary.Entry entry : dictionary.entries()) {
      write(entry.key(), out);
      write(entry.value(), out);
    }
  }

  private static void writeMembers(Map<String, AmfValue> members, ByteBuf out) {
    members.forEach(
        (name, value) -> {
          if (!name.isEmpty()) {
            writeString(name, out);
            write(value, out);
          }
        });
    out.writeByte(EMPTY_STRING);
  }

  private static void writeString(String text, ByteBuf out) {
    writeCount(ByteBufUtil.utf8Bytes(text), out);
    out.writeCharSequence(text, StandardCharsets.UTF_8);
  }

  /** A length or count in line: its lowest bit says that this is no reference. */
  private static void writeCount(int count, ByteBuf out) {
    if (count >= 1 << 28) {
      throw new IllegalArgumentException("count: " + count + " (expected: below 268435456)");
    }
    writeU29(count << 1 | 1, out);
  }

  /** AMF 3 section 1.3.1. */
  private static void writeU29(int value, ByteBuf out) {
    if (value < 1 << 7) {
      out.writeByte(value);
    } else if (value < 1 << 14) {
      out.writeByte(value >> 7 | 0x80).writeByte(value & 0x7F);
    } else if (value < 1 << 21) {
      out.writeByte(value >> 14 | 0x80).writeByte(value >> 7 | 0x80).writeByte(value & 0x7F);
    } else {
      out.writeByte(value >> 22 | 0x80)
          .writeByte(value >> 15 | 0x80)
          .writeByte(value >> 8 | 0x80)
          .writeByte(value);
    }
  }
}
