package org.millrace.flv.amf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.millrace.flv.amf.AmfValue.AmfDate;
import org.millrace.flv.amf.AmfValue.AmfEcmaArray;
import org.millrace.flv.amf.AmfValue.AmfInteger;
import org.millrace.flv.amf.AmfValue.AmfNull;
import org.millrace.flv.amf.AmfValue.AmfObject;
import org.millrace.flv.amf.AmfValue.AmfStrictArray;
import org.millrace.flv.amf.AmfValue.AmfUndefined;
import org.millrace.flv.amf.AmfValue.AmfXml;

class Amf0Test {
  private final Amf0Decoder decoder = new Amf0Decoder(AmfLimits.DEFAULTS);

  @Test
  void everyTypeHasTheBytesOfTheSpecification() {
    Map<String, AmfValue> golden =
        Map.ofEntries(
            Map.entry("00 3ff8000000000000", AmfValue.of(1.5)),
            Map.entry("01 01", AmfValue.of(true)),
            Map.entry("01 00", AmfValue.of(false)),
            Map.entry("02 0003 c3a962", AmfValue.of("éb")),
            Map.entry("03 0001 61 05 0000 09", AmfValue.object(Map.of("a", AmfNull.NULL))),
            Map.entry("05", AmfNull.NULL),
            Map.entry("06", AmfUndefined.UNDEFINED),
            Map.entry(
                "08 00000001 0001 61 0100 0000 09",
                new AmfEcmaArray(Map.of("a", AmfValue.of(false)))),
            Map.entry("0a 00000002 05 06", list(AmfNull.NULL, AmfUndefined.UNDEFINED)),
            Map.entry("0b 4270000000000000 0000", new AmfDate(0x1p40)),
            Map.entry("0f 00000004 3c612f3e", new AmfXml("<a/>")),
            Map.entry("10 0003 612e62 0000 09", new AmfObject("a.b", Map.of())),
            Map.entry("11 0c 07 010203", new AmfValue.AmfByteArray(new byte[] {1, 2, 3})));
    golden.forEach(
        (hex, value) -> {
          assertThat(decoder.read(bytes(hex))).as(hex).isEqualTo(value);
          assertThat(encoded(value)).isEqualTo(hex.replace(" ", ""));
        });
  }

  @Test
  void connectCommandOfAnEncoderIsRead() {
    ByteBuf in =
        bytes(
            "02 0007 636f6e6e656374 00 3ff0000000000000"
                + "03 0003 617070 02 0004 6c697665 0000 09");
    assertThat(decoder.readAll(in))
        .containsExactly(
            AmfValue.of("connect"),
            AmfValue.of(1),
            AmfValue.object(Map.of("app", AmfValue.of("live"))));
  }

  @Test
  void stringsOver65535BytesAreLongStrings() {
    String text = "x".repeat(65_536);
    assertThat(encoded(AmfValue.of(text))).startsWith("0c00010000" + "78");
    assertThat(decoder.read(bytes(encoded(AmfValue.of(text)))).asText("")).isEqualTo(text);
  }

  @Test
  void amf3IntegersBecomeNumbers() {
    assertThat(encoded(new AmfInteger(-1))).isEqualTo("00bff0000000000000");
  }

  @Test
  void referencesGiveTheValueBefore() {
    // { a: {}, b: -> a }: the outer object has index 0, the inner one 1.
    ByteBuf in = bytes("03 000161 03 000009 000162 07 0001 000009");
    AmfValue value = decoder.read(in);
    assertThat(value.member("b")).isEqualTo(AmfValue.object(Map.of()));
  }

  @Test
  void referencesReachBackOverTheWholeMessage() {
    assertThat(decoder.readAll(bytes("0a 00000001 05 07 0000")))
        .containsExactly(list(AmfNull.NULL), list(AmfNull.NULL));
  }

  @Test
  void cyclesAndDanglingReferencesAreRefused() {
    assertMalformed("0a 00000001 07 0000", "no cycle");
    assertMalformed("07 0000", "reference: 0 (expected: below 0)");
  }

  @Test
  void referencesCannotMultiply() {
    // Each list refers twice to the one before: 2^n values in 11 n bytes.
    StringBuilder hex = new StringBuilder("0a 00000001 05");
    for (int i = 0; i < 30; i++) {
      hex.append("0a 00000002 07 %04x 07 %04x".formatted(i, i));
    }
    assertThatExceptionOfType(AmfException.class)
        .isThrownBy(() -> decoder.readAll(bytes(hex.toString())))
        .withMessageContaining("values: ");
  }

  @Test
  void depthIsBounded() {
    byte[] nested = new byte[4 * 100_000];
    for (int i = 0; i < nested.length; i += 4) {
      nested[i] = Amf0Marker.OBJECT;
      nested[i + 2] = 1;
      nested[i + 3] = 'a';
    }
    assertThatExceptionOfType(AmfException.class)
        .isThrownBy(() -> decoder.read(Unpooled.wrappedBuffer(nested)))
        .withMessage("AMF at 129: depth: 33 (expected: at most 32)");
  }

  @Test
  void depthCountsThroughReferencesToo() {
    AmfLimits limits = new AmfLimits(3, 100, 100, 100);
    // [[null]], then [[-> the first]]: depth 4.
    ByteBuf in = bytes("0a 00000001 0a 00000001 05 0a 00000001 0a 00000001 07 0000");
    assertThatExceptionOfType(AmfException.class)
        .isThrownBy(() -> new Amf0Decoder(limits).readAll(in))
        .withMessageContaining("depth");
  }

  @Test
  void lengthsThatCannotBeTrueAreRefused() {
    assertMalformed("02 ffff 61", "string: 1 bytes left (expected: 65535)");
    assertMalformed("0c ffffffff 61", "string: 4294967295 bytes (expected: at most 65536)");
    assertMalformed("0a ffffffff 05", "items: 4294967295 (expected: at most 1 by length)");
    assertMalformed("00 3ff0", "number: 2 bytes left (expected: 8)");
    assertMalformed("03 0001 61", "marker: 0 bytes left (expected: 1)");
  }

  @Test
  void reservedTypesAreRefused() {
    assertMalformed("04", "marker: 4");
    assertMalformed("0e", "marker: 14");
    assertMalformed("12", "marker: 18");
  }

  @Test
  void stringsTogetherAreBounded() {
    AmfLimits limits = new AmfLimits(32, 100, 10, 15);
    assertThatExceptionOfType(AmfException.class)
        .isThrownBy(
            () ->
                new Amf0Decoder(limits)
                    .readAll(bytes("02 0008 6161616161616161 02 0008 6161616161616161")))
        .withMessageContaining("bytes of strings: 16 (expected: at most 15)");
  }

  @Test
  void ecmaArrayMayLackItsEndAtTheEndOfTheMessage() {
    assertThat(decoder.read(bytes("08 00000001 0001 61 05")))
        .isEqualTo(new AmfEcmaArray(Map.of("a", AmfNull.NULL)));
  }

  @Test
  void ecmaArrayMayHaveAWrongCount() {
    assertThat(decoder.read(bytes("08 00000000 0001 61 05 000009")))
        .isEqualTo(new AmfEcmaArray(Map.of("a", AmfNull.NULL)));
  }

  @Test
  void namesMayBeEmpty() {
    AmfValue value = AmfValue.object(Map.of("", AmfValue.of(true)));
    assertThat(decoder.read(bytes(encoded(value)))).isEqualTo(value);
  }

  @Test
  void namesThatDoNotFitAreRefused() {
    AmfValue value = AmfValue.object(Map.of("x".repeat(65_536), AmfNull.NULL));
    assertThatIllegalArgumentException().isThrownBy(() -> encoded(value));
  }

  @Property(tries = 300)
  void whatIsWrittenIsRead(@ForAll("values") List<AmfValue> values) {
    ByteBuf buffer = Unpooled.buffer();
    Amf0Encoder.writeAll(values, buffer);
    assertThat(decoder.readAll(buffer)).isEqualTo(values);
  }

  @Property(tries = 2_000)
  void randomBytesEndInAmfExceptionOrNone(@ForAll byte[] bytes) {
    assertOnlyAmfException(Unpooled.wrappedBuffer(bytes));
  }

  @Property(tries = 500)
  void damagedMessagesEndInAmfExceptionOrNone(
      @ForAll("values") List<AmfValue> values, @ForAll int at, @ForAll byte damage) {
    ByteBuf buffer = Unpooled.buffer();
    Amf0Encoder.writeAll(values, buffer);
    if (buffer.isReadable()) {
      buffer.setByte(Math.floorMod(at, buffer.readableBytes()), damage);
    }
    assertOnlyAmfException(buffer);
  }

  @Provide
  Arbitrary<List<AmfValue>> values() {
    return AmfArbitraries.common().list().ofMaxSize(4);
  }

  private void assertOnlyAmfException(ByteBuf in) {
    int length = in.readableBytes();
    try {
      assertThat(decoder.readAll(in)).isNotNull();
    } catch (AmfException e) {
      assertThat(e.offset()).isBetween(0, length);
    }
  }

  private void assertMalformed(String hex, String problem) {
    assertThatExceptionOfType(AmfException.class)
        .as(hex)
        .isThrownBy(() -> decoder.read(bytes(hex)))
        .withMessageContaining(problem);
  }

  private static AmfValue list(AmfValue... items) {
    return new AmfStrictArray(List.of(items));
  }

  private static ByteBuf bytes(String hex) {
    return Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(hex.replace(" ", "")));
  }

  private static String encoded(AmfValue value) {
    ByteBuf buffer = Unpooled.buffer();
    Amf0Encoder.write(value, buffer);
    return ByteBufUtil.hexDump(buffer);
  }
}
