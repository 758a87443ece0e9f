package org.millrace.flv.amf;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.millrace.flv.amf.AmfValue.AmfByteArray;
import org.millrace.flv.amf.AmfValue.AmfDate;
import org.millrace.flv.amf.AmfValue.AmfDictionary;
import org.millrace.flv.amf.AmfValue.AmfEcmaArray;
import org.millrace.flv.amf.AmfValue.AmfInteger;
import org.millrace.flv.amf.AmfValue.AmfNull;
import org.millrace.flv.amf.AmfValue.AmfObject;
import org.millrace.flv.amf.AmfValue.AmfStrictArray;
import org.millrace.flv.amf.AmfValue.AmfUndefined;
import org.millrace.flv.amf.AmfValue.AmfVector;
import org.millrace.flv.amf.AmfValue.AmfXml;

/** Reads the AMF3 values of one message. Recursion is bounded by the limits of the input. */
final class Amf3Reader {
  private final AmfInput in;
  private final Amf3Strings strings;
  private final Amf3Traits.Table traitsTable;
  private final AmfReferences references;

  Amf3Reader(AmfInput in) {
    this.in = in;
    this.strings = new Amf3Strings(in);
    this.traitsTable = new Amf3Traits.Table(in, strings);
    this.references = new AmfReferences(in);
  }

  AmfValue value(int depth) {
    int marker = in.unsignedByte("marker");
    return switch (marker) {
      case Amf3Marker.UNDEFINED -> simple(depth, () -> AmfUndefined.UNDEFINED);
      case Amf3Marker.NULL -> simple(depth, () -> AmfNull.NULL);
      case Amf3Marker.FALSE -> simple(depth, () -> AmfValue.of(false));
      case Amf3Marker.TRUE -> simple(depth, () -> AmfValue.of(true));
      case Amf3Marker.INTEGER -> simple(depth, this::integer);
      case Amf3Marker.DOUBLE -> simple(depth, () -> AmfValue.of(in.float64("double")));
      case Amf3Marker.STRING -> simple(depth, () -> AmfValue.of(strings.string()));
      case Amf3Marker.XML_DOCUMENT, Amf3Marker.XML ->
          complex(depth, length -> new AmfXml(in.utf8(length)));
      case Amf3Marker.DATE -> complex(depth, ignored -> new AmfDate(in.float64("date")));
      case Amf3Marker.ARRAY -> complex(depth, count -> array(count, depth));
      case Amf3Marker.OBJECT -> complex(depth, header -> object(header << 1 | 1, depth));
      case Amf3Marker.BYTE_ARRAY ->
          complex(depth, length -> new AmfByteArray(in.byteArray(length)));
      case Amf3Marker.VECTOR_INT -> complex(depth, this::intVector);
      case Amf3Marker.VECTOR_UINT -> complex(depth, this::uintVector);
      case Amf3Marker.VECTOR_DOUBLE -> complex(depth, this::doubleVector);
      case Amf3Marker.VECTOR_OBJECT -> complex(depth, count -> objectVector(count, depth));
      case Amf3Marker.DICTIONARY -> complex(depth, count -> dictionary(count, depth));
      default -> throw in.malformed("marker: " + marker + " (expected: a type of AMF3)");
    };
  }

  private AmfValue simple(int depth, Supplier<AmfValue> body) {
    in.enter(depth);
    return body.get();
  }

  /**
   * Complex values begin with a U29 whose lowest bit tells a value (1) from a reference (0).
   *
   * @param body gets the other 28 bits
   */
  private AmfValue complex(int depth, IntFunction<AmfValue> body) {
    int header = strings.u29("header");
    if ((header & 1) == 0) {
      return references.resolve(header >> 1, depth);
    }
    in.enter(depth);
    return references.define(depth, () -> body.apply(header >> 1));
  }

  /** 29 bits, the highest of which is the sign. */
  private AmfValue integer() {
    int shift = Integer.SIZE - 29;
    return new AmfInteger(strings.u29("integer") << shift >> shift);
  }

  private AmfValue array(int denseCount, int depth) {
    Map<String, AmfValue> named = namedMembers(depth);
    int count = in.checkCount(denseCount, 1);
    List<AmfValue> items = items(count, depth);
    if (named.isEmpty()) {
      return new AmfStrictArray(items);
    }
    Map<String, AmfValue> members = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      members.put(Integer.toString(i), items.get(i));
    }
    members.putAll(named);
    return new AmfEcmaArray(members);
  }

  /** Name and value pairs, ended by an empty name. */
  private Map<String, AmfValue> namedMembers(int depth) {
    Map<String, AmfValue> members = new LinkedHashMap<>();
    String name = strings.string();
    while (!name.isEmpty()) {
      members.put(name, value(depth + 1));
      name = strings.string();
    }
    return members;
  }

  private List<AmfValue> items(int count, int depth) {
    List<AmfValue> items = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      items.add(value(depth + 1));
    }
    return items;
  }

  private AmfValue object(int header, int depth) {
    Amf3Traits traits = traitsTable.read(header);
    if (traits.isWrapper()) {
      return value(depth + 1);
    }
    if (traits.externalizable()) {
      throw in.malformed(
          "externalizable class: " + traits.className() + " (expected: a class of known form)");
    }
    Map<String, AmfValue> members = new LinkedHashMap<>();
    for (String name : traits.sealedNames()) {
      in.spendBytes(name.length());
      members.put(name, value(depth + 1));
    }
    if (traits.dynamic()) {
      members.putAll(namedMembers(depth));
    }
    return new AmfObject(traits.className(), members);
  }

  private AmfValue intVector(int count) {
    return numbers(AmfVector.Type.INT, count, 4, () -> in.signedInt("item"));
  }

  private AmfValue uintVector(int count) {
    return numbers(AmfVector.Type.UINT, count, 4, () -> (double) in.unsignedInt("item"));
  }

  private AmfValue doubleVector(int count) {
    return numbers(AmfVector.Type.DOUBLE, count, 8, () -> in.float64("item"));
  }

  private AmfValue numbers(AmfVector.Type type, int declared, int itemBytes, DoubleSupplier item) {
    boolean fixed = in.unsignedByte("fixed") != 0;
    int count = in.checkCount(declared, itemBytes);
    List<AmfValue> items = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      in.enter(1);
      items.add(AmfValue.of(item.getAsDouble()));
    }
    return new AmfVector(type, fixed, "", items);
  }

  private AmfValue objectVector(int declared, int depth) {
    boolean fixed = in.unsignedByte("fixed") != 0;
    String typeName = strings.string();
    int count = in.checkCount(declared, 1);
    return new AmfVector(AmfVector.Type.OBJECT, fixed, typeName, items(count, depth));
  }

  private AmfValue dictionary(int declared, int depth) {
    boolean weakKeys = in.unsignedByte("weak keys") != 0;
    int count = in.checkCount(declared, 2);
    List<AmfDictionary.Entry> entries = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      AmfValue key = value(depth + 1);
      entries.add(new AmfDictionary.Entry(key, value(depth + 1)));
    }
    return new AmfDictionary(weakKeys, entries);
  }
}
