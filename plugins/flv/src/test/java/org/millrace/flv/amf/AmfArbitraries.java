package org.millrace.flv.amf;

import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
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

/** Arbitrary values that survive a round trip. */
final class AmfArbitraries {
  private AmfArbitraries() {}

  /** What both formats carry as it is. */
  static Arbitrary<AmfValue> common() {
    return nested(commonLeaf(), 0);
  }

  /** What AMF3 carries as it is. */
  static Arbitrary<AmfValue> amf3() {
    return nested(Arbitraries.oneOf(commonLeaf(), amf3Leaf()), 1);
  }

  private static Arbitrary<AmfValue> commonLeaf() {
    return Arbitraries.oneOf(
        Arbitraries.doubles().map(AmfValue::of),
        Arbitraries.of(true, false).map(AmfValue::of),
        text().map(AmfValue::of),
        Arbitraries.of(AmfNull.NULL, AmfUndefined.UNDEFINED),
        Arbitraries.doubles().map(AmfDate::new),
        text().map(AmfXml::new),
        Arbitraries.bytes().array(byte[].class).ofMaxSize(40).map(AmfByteArray::new));
  }

  private static Arbitrary<AmfValue> amf3Leaf() {
    return Arbitraries.integers().between(AmfInteger.MIN, AmfInteger.MAX).map(AmfInteger::new);
  }

  private static Arbitrary<String> text() {
    return Arbitraries.strings().all().excludeChars(surrogates()).ofMaxLength(200);
  }

  /** Half a surrogate pair has no UTF-8 form. */
  private static char[] surrogates() {
    char[] chars = new char[0xE000 - 0xD800];
    for (int i = 0; i < chars.length; i++) {
      chars[i] = (char) (0xD800 + i);
    }
    return chars;
  }

  private static Arbitrary<AmfValue> nested(Arbitrary<AmfValue> leaf, int minMembers) {
    return Arbitraries.recursive(() -> leaf, inner -> composite(inner, leaf, minMembers), 0, 3);
  }

  private static Arbitrary<AmfValue> composite(
      Arbitrary<AmfValue> inner, Arbitrary<AmfValue> leaf, int minMembers) {
    Arbitrary<List<AmfValue>> items = inner.list().ofMaxSize(4);
    Arbitrary<String> name = text().filter(text -> !text.isEmpty());
    Arbitrary<Map<String, AmfValue>> members =
        Arbitraries.maps(name, inner).ofMinSize(minMembers).ofMaxSize(4);
    return Arbitraries.oneOf(
        leaf,
        items.map(AmfStrictArray::new),
        members.map(AmfEcmaArray::new),
        Combinators.combine(text(), members).as(AmfObject::new));
  }

  /** The lists that AMF3 alone has, of values that it has. */
  static Arbitrary<AmfValue> vectorsAndDictionaries() {
    Arbitrary<Boolean> flag = Arbitraries.of(true, false);
    Arbitrary<AmfValue> ints = Arbitraries.integers().map(AmfValue::of);
    Arbitrary<AmfValue> uints = Arbitraries.longs().between(0, 0xFFFF_FFFFL).map(AmfValue::of);
    Arbitrary<AmfValue> doubles = Arbitraries.doubles().map(AmfValue::of);
    return Arbitraries.oneOf(
        vector(AmfVector.Type.INT, ints),
        vector(AmfVector.Type.UINT, uints),
        vector(AmfVector.Type.DOUBLE, doubles),
        vector(AmfVector.Type.OBJECT, amf3()),
        Combinators.combine(flag, entry().list().ofMaxSize(4)).as(AmfDictionary::new));
  }

  private static Arbitrary<AmfDictionary.Entry> entry() {
    return Combinators.combine(amf3(), amf3()).as(AmfDictionary.Entry::new);
  }

  private static Arbitrary<AmfValue> vector(AmfVector.Type type, Arbitrary<AmfValue> item) {
    Arbitrary<String> typeName = type == AmfVector.Type.OBJECT ? text() : Arbitraries.just("");
    return Combinators.combine(Arbitraries.of(true, false), typeName, item.list().ofMaxSize(6))
        .as((fixed, name, items) -> new AmfVector(type, fixed, name, items));
  }
}
