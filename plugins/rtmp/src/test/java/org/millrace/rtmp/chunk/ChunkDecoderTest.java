package org.millrace.rtmp.chunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.millrace.rtmp.chunk.Chunks.LIMITS;
import static org.millrace.rtmp.chunk.Chunks.channel;
import static org.millrace.rtmp.chunk.Chunks.hex;
import static org.millrace.rtmp.chunk.Chunks.repeat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.millrace.rtmp.RtmpProtocolException;
import org.millrace.rtmp.chunk.Chunks.Read;

class ChunkDecoderTest {
  /** Chunk stream 27, timestamp 18576, 64 bytes of type 6 on message stream 3123. */
  private static final String TYPE_0_HEADER = "1b 004890 000040 06 330c0000";

  private static void assertDecodes(byte[] bytes, Read... expected) {
    assertThat(Chunks.decode(bytes)).containsExactly(expected);
    assertThat(Chunks.decodeByteByByte(bytes)).containsExactly(expected);
  }

  private static void assertFails(byte[] bytes, String message) {
    EmbeddedChannel channel = channel(LIMITS);
    assertThatThrownBy(() -> channel.writeInbound(Unpooled.wrappedBuffer(bytes)))
        .isInstanceOf(RtmpProtocolException.class)
        .hasMessage(message);
    channel.finishAndReleaseAll();
  }

  private static Read message(int typeId, long timestamp, String payload) {
    return new Read(27, typeId, 3123, timestamp, payload);
  }

  @Test
  void type0ThenType1AddsDeltaAndTakesNewTypeAndLength() {
    assertDecodes(
        hex(TYPE_0_HEADER, repeat(3, 64), "5b 00000f 000020 05", repeat(4, 32)),
        message(6, 18576, repeat(3, 64)),
        message(5, 18591, repeat(4, 32)));
  }

  @Test
  void type2ThenType3RepeatsDelta() {
    assertDecodes(
        hex(TYPE_0_HEADER, repeat(3, 64), "9b 00000f", repeat(4, 64), "db", repeat(5, 64)),
        message(6, 18576, repeat(3, 64)),
        message(6, 18591, repeat(4, 64)),
        message(6, 18606, repeat(5, 64)));
  }

  @Test
  void everyFormatIsContinuedByType3() {
    assertDecodes(
        hex("1b 004890 0000be 06 330c0000", repeat(3, 128), "db", repeat(3, 62)),
        message(6, 18576, repeat(3, 190)));
    assertDecodes(
        hex(
            TYPE_0_HEADER + repeat(1, 64),
            "5b 000000 0000c0 06" + repeat(4, 128) + "db" + repeat(4, 64),
            "9b 00000f" + repeat(5, 128) + "db" + repeat(5, 64),
            "db" + repeat(6, 128) + "db" + repeat(6, 64)),
        message(6, 18576, repeat(1, 64)),
        message(6, 18576, repeat(4, 192)),
        message(6, 18591, repeat(5, 192)),
        message(6, 18606, repeat(6, 192)));
  }

  @Test
  void type3AfterType0TakesItsTimestampForDelta() {
    assertDecodes(
        hex("04 000028 000001 08 01000000 aa", "c4 bb"),
        new Read(4, 8, 1, 40, "aa"),
        new Read(4, 8, 1, 80, "bb"));
  }

  @Test
  void type3AfterExtendedType0HasTheSameTime() {
    assertDecodes(
        hex("1b ffffff 00000f 06 330c0000 ff123456" + repeat(5, 15), "db ff123456" + repeat(6, 15)),
        message(6, 0xFF123456L, repeat(5, 15)),
        message(6, 0xFF123456L, repeat(6, 15)));
  }

  @Test
  void extendedTimestampIsReadWithAndWithoutRepetition() {
    String first = "1b ffffff 0000a0 06 330c0000 ff123456" + repeat(5, 128);
    Read expected = message(6, 0xFF123456L, repeat(5, 160));
    assertDecodes(hex(first, "db ff123456", repeat(5, 32)), expected);
    assertDecodes(hex(first, "db", repeat(5, 32)), expected);
  }

  @Test
  void lastBytesShorterThanATimestampAreNotWaitedFor() {
    String first = "1b ffffff 000082 06 330c0000 05050505" + repeat(1, 128);
    assertDecodes(hex(first, "db 0506"), message(6, 0x05050505L, repeat(1, 128) + "0506"));
  }

  @Test
  void lastBytesThatLookLikeATimestampAreTakenWithTheNextChunk() {
    String first = "1b ffffff 000082 06 330c0000 05050505" + repeat(1, 128);
    assertDecodes(
        hex(first, "db 0505", "1b 000000 000000 06 330c0000"),
        message(6, 0x05050505L, repeat(1, 128) + "0505"),
        message(6, 0, ""));
  }

  @Test
  void extendedTimestampOfType1IsADelta() {
    assertDecodes(
        hex("1b 000001 000001 09 330c0000 01", "5b ffffff 000001 09 01000000 02", "db 01000000 03"),
        message(9, 1, "01"),
        message(9, 0x01000001L, "02"),
        message(9, 0x02000001L, "03"));
  }

  @Test
  void continuationMayRepeatTheAbsoluteTimeOfARelativeHeader() {
    assertDecodes(
        hex(
            "1b 000001 000001 09 330c0000 01",
            "5b ffffff 000082 09 01000000" + repeat(2, 128),
            "db 01000001" + repeat(2, 2)),
        message(9, 1, "01"),
        message(9, 0x01000001L, repeat(2, 130)));
  }

  @Test
  void fieldOfExactly24OnesIsExtended() {
    assertDecodes(
        hex("1b fffffe 000001 09 330c0000 01", "1b ffffff 000001 09 330c0000 00ffffff 02"),
        message(9, 0xFFFFFE, "01"),
        message(9, 0xFFFFFF, "02"));
  }

  @Test
  void timestampWrapsAt32Bits() {
    assertDecodes(
        hex("1b ffffff 000001 09 330c0000 ffffffff 01", "9b 000002 02"),
        message(9, 0xFFFFFFFFL, "01"),
        message(9, 1, "02"));
  }

  @Test
  void timeMayGoBackWithType0() {
    assertDecodes(
        hex("1b 003e80 000001 06 330c0000 01", "1b 000010 000001 06 330c0000 02", "9b 000001 03"),
        message(6, 16000, "01"),
        message(6, 16, "02"),
        message(6, 17, "03"));
  }

  @ParameterizedTest
  @CsvSource({
    "02, 2",
    "3f, 63",
    "0000, 64",
    "00ff, 319",
    "010000, 64",
    "010001, 320",
    "01ff00, 319",
    "01ffff, 65599"
  })
  void chunkStreamIdHasThreeForms(String basicHeader, int id) {
    assertDecodes(hex(basicHeader, "000000 000001 09 01000000 aa"), new Read(id, 9, 1, 0, "aa"));
  }

  @Test
  void messageStreamIdIsLittleEndianAndUsesAll32Bits() {
    assertDecodes(hex("03 000000 000001 09 01020384 aa"), new Read(3, 9, 0x84030201, 0, "aa"));
  }

  @Test
  void messagesOfTwoChunkStreamsInterleave() {
    assertDecodes(
        hex(
            "04 000000 000081 09 01000000" + repeat(1, 128),
            "05 000000 000081 08 01000000" + repeat(2, 128),
            "c4 01",
            "c5 02"),
        new Read(4, 9, 1, 0, repeat(1, 129)),
        new Read(5, 8, 1, 0, repeat(2, 129)));
  }

  @Test
  void emptyMessagesAreMessages() {
    assertDecodes(
        hex("04 000005 000000 09 01000000", "84 000003", "c4"),
        new Read(4, 9, 1, 5, ""),
        new Read(4, 9, 1, 8, ""),
        new Read(4, 9, 1, 11, ""));
  }

  @Test
  void chunkSizeCountsFromTheNextChunkOn() {
    assertDecodes(
        hex(
            "04 000000 000140 09 01000000" + repeat(1, 128),
            "02 000000 000004 01 00000000 00000040",
            "c4" + repeat(1, 64),
            "02 000000 000004 01 00000000 00001000",
            "c4" + repeat(1, 128)),
        new Read(4, 9, 1, 0, repeat(1, 320)));
  }

  @Test
  void chunkSizeOfOneByteWorks() {
    assertDecodes(
        hex("02 000000 000004 01 00000000 00000001", "04 000000 000003 09 01000000 01 c4 02 c4 03"),
        new Read(4, 9, 1, 0, "010203"));
  }

  @Test
  void chunkSizeBeyondTheLongestMessageIsTaken() {
    assertDecodes(
        hex(
            "02 000000 000004 01 00000000 7fffffff",
            "04 000000 000200 09 01000000",
            repeat(7, 512)),
        new Read(4, 9, 1, 0, repeat(7, 512)));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
  void chunkSizeBelowOneFails(int size) {
    assertFails(
        hex("02 000000 000004 01 00000000", "%08x".formatted(size)),
        "chunk size: " + size + " (expected: 1 to 2147483647)");
  }

  @Test
  void shortSetChunkSizeFails() {
    assertFails(
        hex("02 000000 000003 01 00000000 000001"), "Set Chunk Size: 3 bytes (expected: 4)");
    assertFails(hex("02 000000 000000 02 00000000"), "Abort: 0 bytes (expected: 4)");
  }

  @Test
  void abortClearsTheHalfMessageOfItsChunkStream() {
    assertDecodes(
        hex(
            "1b 000000 000083 06 330c0000" + repeat(1, 128),
            "02 000000 000004 02 00000000 0000001b",
            "1b 000000 000003 08 330c0000 090807"),
        message(8, 0, "090807"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 28, 64, 65600, -1})
  void abortOfAnotherChunkStreamClearsNothing(int id) {
    assertDecodes(
        hex(
            "1b 000000 000083 06 330c0000" + repeat(1, 128),
            "02 000000 000004 02 00000000",
            "%08x".formatted(id),
            "db 010101"),
        message(6, 0, repeat(1, 131)));
  }

  @Test
  void chunkStreamMayBeginWithType1() {
    // As a ping of librtmp: 42 00 00 00 00 00 06 04
    assertDecodes(hex("42 000000 000006 04 0006 0000000d"), new Read(2, 4, 0, 0, "00060000000d"));
  }

  @Test
  void chunkStreamThatBeginsWithoutLengthFails() {
    assertFails(
        hex("84 000000 00"), "chunk stream 4: begins with a type-2 header (expected: type 0)");
    assertFails(hex("c4 000000"), "chunk stream 4: begins with a type-3 header (expected: type 0)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"04 000000 000020 09 01000000", "44 000000 000020 09", "84 000000"})
  void newMessageWithinAnotherFails(String header) {
    assertFails(
        hex("04 000000 000090 09 01000000", repeat(1, 128), header),
        "chunk stream 4: a new message 16 bytes before the end of the last (expected: type 3)");
  }

  @Test
  void tooLongMessageFailsByItsHeaderAlone() {
    assertFails(
        hex("04 000000 0f4241 09 01000000"),
        "message length: 1000001 (expected: at most maxMessageBytes = 1000000)");
  }

  @Test
  void tooManyChunkStreamsFail() {
    EmbeddedChannel channel = channel(new ChunkLimits(1000, 2, 1000));
    channel.writeInbound(Unpooled.wrappedBuffer(hex("04 000000 000000 09 01000000")));
    channel.writeInbound(Unpooled.wrappedBuffer(hex("05 000000 000000 09 01000000")));
    assertThatThrownBy(
            () -> channel.writeInbound(Unpooled.wrappedBuffer(hex("06 000000 000000 09 01000000"))))
        .hasMessage("chunk streams: 3 (expected: at most maxChunkStreams = 2)");
    channel.finishAndReleaseAll();
  }

  @Test
  void halfMessagesAreBoundedTogether() {
    EmbeddedChannel channel = channel(new ChunkLimits(1_000_000, 100_000, 100_000));
    assertThatThrownBy(
            () -> {
              for (int id = 64; id <= 65599; id++) {
                ByteBuf chunk = Unpooled.buffer();
                BasicHeader.write(chunk, 0, id);
                chunk.writeBytes(hex("000000 000100 09 01000000", repeat(1, 128)));
                channel.writeInbound(chunk);
              }
            })
        .hasMessageStartingWith("incomplete messages: ")
        .hasMessageEndingWith(" bytes (expected: at most maxPartialBytes = 100000)");
    channel.finishAndReleaseAll();
  }

  @Test
  void headerOfALongMessageCostsLittleMemory() {
    ChunkStream stream = new ChunkStream(4);
    stream.absolute(9, 8_000_000, 1, 0, false);
    ByteBuf in = Unpooled.wrappedBuffer(new byte[16]);
    int occupied = stream.append(ByteBufAllocator.DEFAULT, new PayloadSlab(), in, 16);
    assertThat(occupied).isEqualTo(4096);
    stream.abort();
  }

  @Test
  void completeMessageLiesInABufferOfItsLength() {
    EmbeddedChannel channel = channel(LIMITS);
    channel.writeInbound(
        Unpooled.wrappedBuffer(
            hex("02 000000 000004 01 00000000 00001000", "04 000000 002710 09 01000000"),
            hex(repeat(1, 4096), "c4", repeat(1, 4096), "c4", repeat(1, 10000 - 8192))));
    RawMessage message = channel.readInbound();
    assertThat(message.payload().capacity()).isEqualTo(10000);
    message.payload().release();
    assertThat(channel.finish()).isFalse();
  }

  @Test
  void afterAFailureEverythingIsThrownAway() {
    EmbeddedChannel channel = channel(LIMITS);
    channel.writeInbound(Unpooled.wrappedBuffer(hex("04 000000 000081 09 01000000 aa")));
    assertThatThrownBy(
            () -> channel.writeInbound(Unpooled.wrappedBuffer(hex(repeat(0, 127), "c9 00"))))
        .isInstanceOf(RtmpProtocolException.class);
    channel.writeInbound(Unpooled.wrappedBuffer(hex("04 000000 000001 09 01000000 aa")));
    assertThat(Chunks.drain(channel)).isEmpty();
    assertThat(channel.finish()).isFalse();
  }

  @Test
  void receivedBytesAreCounted() {
    ChunkDecoder decoder = new ChunkDecoder(LIMITS);
    EmbeddedChannel channel = new EmbeddedChannel(decoder);
    channel.writeInbound(Unpooled.wrappedBuffer(hex("04 000000 000001 09 01000000 aa 04")));
    assertThat(decoder.receivedBytes()).isEqualTo(14);
    assertThat(Chunks.drain(channel)).isEqualTo(List.of(new Read(4, 9, 1, 0, "aa")));
    channel.finishAndReleaseAll();
  }
}
