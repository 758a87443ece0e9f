package org.millrace.api.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class NalUnitsTest {

  @Test
  void lengthPrefixedUnitsAreSplit() {
    assertThat(hex(NalUnits.split(bytes("00000002 0901 00000000 00000001 65"), 4)))
        .containsExactly("0901", "65");
    assertThat(hex(NalUnits.split(bytes("02 0901 01 65"), 1))).containsExactly("0901", "65");
    assertThat(hex(NalUnits.split(bytes("0002 0901"), 2))).containsExactly("0901");
    assertThat(hex(NalUnits.split(bytes("000002 0901"), 3))).containsExactly("0901");
    assertThat(NalUnits.split(Unpooled.EMPTY_BUFFER, 4)).isEmpty();
  }

  @Test
  void lengthsBeyondTheEndAreRefused() {
    assertMalformed("00000003 0901", "NAL unit: 3 bytes (expected: at most 2)");
    assertMalformed("ffffffff 0901", "NAL unit: 4294967295 bytes");
    assertMalformed("000000", "NAL unit length: 3 bytes (expected: 4)");
  }

  @Test
  void byteStreamsAreSplitAtStartCodes() {
    assertThat(hex(NalUnits.splitAnnexB(bytes("00 00000001 0901 000001 65000080 00000000"))))
        .containsExactly("0901", "65000080");
    assertThat(NalUnits.splitAnnexB(bytes("0901"))).isEmpty();
    assertThat(NalUnits.splitAnnexB(bytes("000001"))).isEmpty();
  }

  @Test
  void startCodesAreFoundWhereverTheyBegin() {
    ByteBuf stream = bytes("01 0001 0101 000001 000001 00");
    assertThat(NalUnits.startCode(stream, 0, 12)).isEqualTo(5);
    assertThat(NalUnits.startCode(stream, 6, 12)).isEqualTo(8);
    assertThat(NalUnits.startCode(stream, 9, 12)).isEqualTo(12);
    assertThat(NalUnits.startCode(stream, 5, 7)).isEqualTo(7);
    assertThat(NalUnits.startCode(stream, 12, 12)).isEqualTo(12);
    assertThat(NalUnits.startCode(bytes("0000 01 01"), 1, 2)).isEqualTo(2);
  }

  @Test
  void formsAreConverted() {
    ByteBuf annexB = Unpooled.buffer();
    NalUnits.toAnnexB(bytes("0002 0901 0001 65"), 2, annexB);
    assertThat(ByteBufUtil.hexDump(annexB)).isEqualTo("000000010901" + "0000000165");
    ByteBuf prefixed = Unpooled.buffer();
    NalUnits.toLengthPrefixed(annexB, prefixed);
    assertThat(ByteBufUtil.hexDump(prefixed)).isEqualTo("000000020901" + "0000000165");
  }

  @Test
  void emulationPreventionIsTakenOut() {
    assertThat(ByteBufUtil.hexDump(NalUnits.rawPayload(bytes("67 000003 01 000003 000003 03"))))
        .isEqualTo("67" + "0000" + "01" + "0000" + "0000" + "03");
  }

  @Property(tries = 300)
  void unitsSurviveTheByteStream(@ForAll @Size(max = 5) List<@Size(max = 30) byte[]> contents) {
    List<ByteBuf> units = new ArrayList<>();
    for (byte[] content : contents) {
      units.add(unit(content));
    }
    ByteBuf stream = Unpooled.buffer();
    NalUnits.writeAnnexB(units, stream);
    assertThat(NalUnits.splitAnnexB(stream)).isEqualTo(units);
  }

  /** A unit as encoders make it: no start code within, no zero at the end. */
  private static ByteBuf unit(byte[] content) {
    ByteBuf unit = Unpooled.buffer().writeByte(0x65);
    for (byte octet : content) {
      unit.writeByte(octet == 0 ? 0x40 : octet);
    }
    return unit;
  }

  private static void assertMalformed(String hex, String problem) {
    assertThatExceptionOfType(CodecConfigException.class)
        .isThrownBy(() -> NalUnits.split(bytes(hex), 4))
        .withMessageContaining(problem);
  }

  private static List<String> hex(List<ByteBuf> units) {
    return units.stream().map(ByteBufUtil::hexDump).toList();
  }

  private static ByteBuf bytes(String hex) {
    return Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(hex.replace(" ", "")));
  }
}
