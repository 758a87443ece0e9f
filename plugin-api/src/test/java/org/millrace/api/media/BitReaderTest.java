package org.millrace.api.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;

class BitReaderTest {

  @Test
  void numbersCrossBytes() {
    BitReader bits = reader(0b1010_0101, 0b1100_0000);
    assertThat(bits.bits(3)).isEqualTo(0b101);
    assertThat(bits.number(7)).isEqualTo(0b00101_11);
    assertThat(bits.remaining()).isEqualTo(6);
  }

  @Test
  void expGolombCodesAreThoseOfTheTable() {
    // H.264 table 9-2: 1, 010, 011, 00100, 00101
    BitReader bits = reader(0b1010_0110, 0b0100_0010, 0b1000_0000);
    for (int expected = 0; expected < 5; expected++) {
      assertThat(bits.unsignedExpGolomb()).isEqualTo(expected);
    }
  }

  @Test
  void signedCodesAlternate() {
    // H.264 table 9-3: 0, 1, -1, 2, -2
    BitReader bits = reader(0b1010_0110, 0b0100_0010, 0b1000_0000);
    for (int expected : new int[] {0, 1, -1, 2, -2}) {
      assertThat(bits.signedExpGolomb()).isEqualTo(expected);
    }
  }

  @Test
  void greatestCodeFits() {
    BitReader bits = reader(0, 0, 0, 0, 0x80, 0, 0, 0, 0x80);
    assertThat(bits.unsignedExpGolomb()).isEqualTo((1L << 32) - 1 + 1);
  }

  @Test
  void longerCodesAreRefused() {
    assertMalformed(() -> reader(0, 0, 0, 0, 0x40, 0, 0, 0, 0, 0).unsignedExpGolomb(), "33 zeros");
  }

  @Test
  void nothingIsReadBeyondTheEnd() {
    assertMalformed(() -> reader().flag(), "bits: 0 left (expected: at least 1)");
    assertMalformed(() -> reader(1).bits(9), "bits: 8 left (expected: at least 9)");
    assertMalformed(() -> reader(1).skip(9), "bits: 8 left");
    assertMalformed(() -> reader(0).unsignedExpGolomb(), "bits: 0 left");
  }

  @Test
  void boundsOfCodesAreChecked() {
    assertMalformed(
        () -> reader(0b0010_0000).unsignedExpGolomb("sps_id", 2),
        "sps_id: 3 (expected: at most 2)");
  }

  private static void assertMalformed(Runnable read, String problem) {
    assertThatExceptionOfType(CodecConfigException.class)
        .isThrownBy(read::run)
        .withMessageContaining(problem);
  }

  private static BitReader reader(int... octets) {
    byte[] bytes = new byte[octets.length];
    for (int i = 0; i < octets.length; i++) {
      bytes[i] = (byte) octets[i];
    }
    return new BitReader(Unpooled.wrappedBuffer(bytes));
  }
}
