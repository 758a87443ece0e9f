package org.millrace.rtmp.chunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.millrace.rtmp.chunk.Chunks.hex;
import static org.millrace.rtmp.chunk.Chunks.repeat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.millrace.rtmp.chunk.Chunks.Read;

class ChunkWriterTest {

  private static byte[] write(int chunkSize, Read message) {
    byte[] payload = hex(message.payload());
    ByteBuf out = Unpooled.buffer(0);
    new ChunkWriter(chunkSize)
        .write(
            out,
            new RawMessage(
                message.chunkStreamId(),
                message.typeId(),
                message.streamId(),
                message.timestamp(),
                Unpooled.wrappedBuffer(payload)));
    return ByteBufUtil.getBytes(out);
  }

  @Test
  void shortMessageIsOneChunk() {
    assertThat(write(128, new Read(6, 9, 1, 40, "1701")))
        .isEqualTo(hex("06 000028 000002 09 01000000 1701"));
  }

  @Test
  void bodyOfExactlyTheChunkSizeIsNotContinued() {
    assertThat(write(128, new Read(6, 9, 1, 0, repeat(1, 128))))
        .isEqualTo(hex("06 000000 000080 09 01000000", repeat(1, 128)));
  }

  @Test
  void longMessageIsContinuedByType3() {
    assertThat(write(3, new Read(6, 9, 1, 0, "0102030405060708")))
        .isEqualTo(hex("06 000000 000008 09 01000000 010203 c6 040506 c6 0708"));
  }

  @Test
  void extendedTimestampIsRepeated() {
    assertThat(write(2, new Read(6, 9, 1, 0xFFFFFF, "010203")))
        .isEqualTo(hex("06 ffffff 000003 09 01000000 00ffffff 0102 c6 00ffffff 03"));
  }

  @Test
  void timestampIsCutTo32Bits() {
    assertThat(write(128, new Read(6, 9, 1, 0x1_0000_0005L, "01")))
        .isEqualTo(hex("06 000005 000001 09 01000000 01"));
  }

  @ParameterizedTest
  @CsvSource({
    "2, 02, c2",
    "63, 3f, ff",
    "64, 0000, c000",
    "319, 00ff, c0ff",
    "320, 010001, c10001",
    "65599, 01ffff, c1ffff"
  })
  void chunkStreamIdTakesItsShortestForm(int id, String first, String next) {
    assertThat(write(1, new Read(id, 8, 1, 0, "0a0b")))
        .isEqualTo(hex(first, "000000 000002 08 01000000 0a", next, "0b"));
  }

  @Test
  void neverLongerThanAnnounced() {
    for (int length : new int[] {0, 1, 9, 10, 11, 99, 100, 101}) {
      Read message = new Read(65599, 9, 1, 0xFFFFFFFFL, repeat(1, length));
      assertThat(write(10, message))
          .hasSizeLessThanOrEqualTo(new ChunkWriter(10).maxLength(length));
    }
  }

  @Test
  void chunkSizeHasARange() {
    assertThatThrownBy(() -> new ChunkWriter(0))
        .hasMessage("chunkSize: 0 (expected: 1 to 16777215)");
  }
}
