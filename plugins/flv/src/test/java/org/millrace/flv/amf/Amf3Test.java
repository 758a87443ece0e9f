package org.millrace.flv.amf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
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

class Amf3Test {
  private final Amf3Decoder decoder = new Amf3Decoder(AmfLimits.DEFAULTS);

  @Test
  void everyTypeHasTheBytesOfTheSpecification() {
    Map<String, AmfValue> golden = new LinkedHashMap<>();
    golden.put("00", AmfUndefined.UNDEFINED);
    golden.put("01", AmfNull.NULL);
    golden.put("02", AmfValue.of(false));
    golden.put("03", AmfValue.of(true));
    golden.put("05 3ff8000000000000", AmfValue.of(1.5));
    golden.put("06 01", AmfValue.of(""));
    golden.put("06 07 c3a962", AmfValue.of("éb"));
    golden.put("08 01 4270000000000000", new AmfDate(0x1p40));
    golden.put("09 05 01 01 03", list(AmfNull.NULL, AmfValue.of(true)));
    golden.put("09 01 0361 01 01", new AmfEcmaArray(Map.of("a", AmfNull.NULL)));
    golden.put("0a 0b 01 0361 01 01", AmfValue.object(Map.of("a", AmfNull.NULL)));
    golden.put("0a 0b 0361 01", new AmfObject("a", Map.of()));
    golden.put("0b 09 3c612f3e", new AmfXml("<a/>"));
    golden.put("0c 07 010203", new AmfByteArray(new byte[] {1, 2, 3}));
    golden.put("0d 03 01 ffffffff", vector(AmfVector.Type.INT, true, -1));
    golden.put("0e 03 00 ffffffff", vector(AmfVector.Type.UINT, false, 4_294_967_295.0));
    golden.put("0f 03 00 3ff8000000000000", vector(AmfVector.Type.DOUBLE, false, 1.5));
    golden.put(
        "10 03 00 0361 01",
        new AmfVector(AmfVector.Type.OBJECT, false, "a", List.of(AmfNull.NULL)));
    golden.put(
        "11 03 00 03 01",
        new AmfDictionary(
            false, List.of(new AmfDictionary.Entry(AmfValue.of(true), AmfNull.NULL))));
    golden.forEach(
        (hex, value) -> {
          assertThat(decoder.read(bytes(hex))).as(hex).isEqualTo(value);
          assertThat(encoded(value)).isEqualTo(hex.replace(" ", ""));
        });
  }

  @Test
  void integersHaveOneToFourBytes() {
    Map<String, Integer> golden = new LinkedHashMap<>();
    golden.put("0400", 0);
    golden.put("047f", 0x7F);
    golden.put("048100", 0x80);
    golden.put("04ff7f", 0x3FFF);
    golden.put("04818000", 0x4000);
    golden.put("04ffff7f", 0x1F_FFFF);
    golden.put("0480c08000", 0x20_0000);
    golden.put("04bfffffff", AmfInteger.MAX);
    golden.put("04c0808000", AmfInteger.MIN);
    golden.put("04ffffffff", -1);
    golden.forEach(
        (hex, value) -> {
          assertThat(decoder.read(bytes(hex))).as(hex).isEqualTo(new AmfInteger(value));
          assertThat(encoded(new AmfInteger(value))).isEqualTo(hex);
        });
  }

  @Test
  void stringsObjectsAndTraitsAreReferredTo() {
    // [ class a { sealed x } with x = "s", the same traits with x -> "s", the first object ].
    // Strings: a = 0, x = 1, s = 2. Objects: the list = 0, the first object = 1.
    ByteBuf in = bytes("09 07 01  0a 13 0361 0378 06 0373  0a 01 06 04  0a 02");
    AmfValue item = new AmfObject("a", Map.of("x", AmfValue.of("s")));
    assertThat(decoder.read(in)).isEqualTo(list(item, item, item));
  }

  @Test
  void mixedArraysBecomeEcmaArrays() {
    assertThat(decoder.read(bytes("09 03 0361 02 01 03")).members())
        .containsOnly(Map.entry("0", AmfValue.of(true)), Map.entry("a", AmfValue.of(false)));
  }

  @Test
  void wrapperClassesBecomeWhatTheyWrap() {
    String name = ByteBufUtil.hexDump("flex.messaging.io.ArrayCollection".getBytes());
    assertThat(decoder.read(bytes("0a 07 43" + name + "09 03 01 01")))
        .isEqualTo(list(AmfNull.NULL));
  }

  @Test
  void classesOfUnknownFormAreRefused() {
    assertMalformed("0a 07 0361 00", "externalizable class: a");
  }

  @Test
  void danglingReferencesAndCyclesAreRefused() {
    assertMalformed("06 00", "string reference: 0 (expected: below 0)");
    assertMalformed("0a 00", "reference: 0 (expected: below 0)");
    assertMalformed("0a 01", "traits reference: 0 (expected: below 0)");
    assertMalformed("09 03 01 09 00", "no cycle");
  }

  @Test
  void depthIsBounded() {
    byte[] nested = new byte[3 * 100_000];
    for (int i = 0; i < nested.length; i += 3) {
      nested[i] = Amf3Marker.ARRAY;
      nested[i + 1] = 3;
      nested[i + 2] = 1;
    }
    assertThatExceptionOfType(AmfException.class)
        .isThrownBy(() -> decoder.read(Unpooled.wrappedBuffer(nested)))
        .withMessageContaining("depth: 33 (expected: at most 32)");
  }

  @Test
  void depthCountsThroughTheSwitchFromAmf0() {
    // A strict array of AMF0 within one, then lists of AMF3: one depth for all.
    String hex = "0a00000001".repeat(30) + "11" + "090301".repeat(3);
    assertThatExceptionOfType(AmfException.class)
        .isThrownBy(() -> new Amf0Decoder(AmfLimits.DEFAULTS).read(bytes(hex)))
        .withMessageContaining("depth: 33");
  }

  @Test
  void countsThatCannotBeTrueAreRefused() {
    assertMalformed("09 ffffffff 01", "items: 268435455 (expected: at most 0 by length)");
    assertMalformed("0f ffffffff 00 00", "items: 268435455");
    assertMalformed("11 ffffffff 00 00", "items: 268435455");
    assertMalformed("0a fffffffb 01 01", "items: 33554431");
    assertMalformed("0c ffffffff", "string: 268435455 bytes (expected: at most 65536)");
  }

  @Test
  void referredStringsCountAgain() {
    AmfLimits limits = new AmfLimits(32, 100, 100, 25);
    assertThatExceptionOfType(AmfException.class)
        .isThrownBy(
            () -> new Amf3Decoder(limits).readAll(bytes("06 15 61616161616161616161 0600 0600")))
        .withMessageContaining("bytes of strings: 30");
  }

  @Test
  void membersWithoutNameAreLeftOut() {
    AmfValue value = AmfValue.object(Map.of("", AmfNull.NULL));
    assertThat(encoded(value)).isEqualTo("0a0b0101");
  }

  @Property(tries = 300)
  void whatIsWrittenIsRead(@ForAll("values") List<AmfValue> values) {
    ByteBuf buffer = Unpooled.buffer();
    Amf3Encoder.writeAll(values, buffer);
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
    Amf3Encoder.writeAll(values, buffer);
    if (buffer.isReadable()) {
      buffer.setByte(Math.floorMod(at, buffer.readableBytes()), damage);
    }
    assertOnlyAmfException(buffer);
  }

  @Provide
  Arbitrary<List<AmfValue>> values() {
    return Arbitraries.oneOf(AmfArbitraries.amf3(), AmfArbitraries.vectorsAndDictionaries())
        .list()
        .ofMaxSize(4);
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

  private static AmfValue vector(AmfVector.Type type, boolean fixed, double item) {
    return new AmfVector(type, fixed, "", List.of(AmfValue.of(item)));
  }

  private static ByteBuf bytes(String hex) {
    return Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(hex.replace(" ", "")));
  }

  private static String encoded(AmfValue value) {
    ByteBuf buffer = Unpooled.buffer();
    Amf3Encoder.write(value, buffer);
    return ByteBufUtil.hexDump(buffer);
  }
}
