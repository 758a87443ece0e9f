package org.millrace.rtmp.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.millrace.rtmp.RtmpProtocolException;
import org.millrace.rtmp.chunk.Chunks.Read;

class ChunkRoundTripTest {

  @Provide
  Arbitrary<Read> messages() {
    Arbitrary<Integer> ids = Arbitraries.of(2, 3, 63, 64, 319, 320, 65599);
    Arbitrary<Integer> types = Arbitraries.of(3, 8, 9, 18, 20);
    Arbitrary<Integer> streams = Arbitraries.of(0, 1, 0x01020304);
    Arbitrary<Long> times =
        Arbitraries.longs().between(0, 0xFFFFFFFFL).edgeCases(edge -> edge.add(0xFFFFFFL));
    Arbitrary<String> payloads =
        Arbitraries.bytes()
            .array(byte[].class)
            .ofMaxSize(600)
            .map(bytes -> HexFormat.of().formatHex(bytes));
    return Combinators.combine(ids, types, streams, times, payloads).as(Read::new);
  }

  @Property(tries = 300)
  void writtenMessagesAreReadAgain(
      @ForAll @Size(max = 20) List<@From("messages") Read> messages,
      @ForAll @IntRange(min = 1, max = 700) int chunkSize,
      @ForAll @IntRange(min = 1, max = 900) int readSize) {
    ByteBuf wire = Unpooled.buffer();
    writeChunkSize(wire, chunkSize);
    messages.forEach(message -> new ChunkWriter(chunkSize).write(wire, raw(message)));

    assertThat(decode(wire, readSize)).isEqualTo(messages);
  }

  /** As the specification allows it, but as our writer never does: chunks of streams mixed. */
  @Property(tries = 300)
  void interleavedMessagesAreReadAgain(
      @ForAll @Size(max = 12) List<@From("messages") Read> messages,
      @ForAll @IntRange(min = 1, max = 200) int chunkSize,
      @ForAll Random random) {
    ByteBuf wire = Unpooled.buffer();
    writeChunkSize(wire, chunkSize);
    Map<Integer, List<Read>> expected = byChunkStream(messages);
    List<List<ByteBuf>> lanes = new ArrayList<>();
    expected.values().forEach(lane -> lanes.add(chunks(lane, chunkSize)));
    while (!lanes.isEmpty()) {
      List<ByteBuf> lane = lanes.get(random.nextInt(lanes.size()));
      ByteBuf chunk = lane.remove(0);
      wire.writeBytes(chunk);
      chunk.release();
      lanes.removeIf(List::isEmpty);
    }

    assertThat(byChunkStream(decode(wire, 173))).isEqualTo(expected);
  }

  @Property(tries = 500)
  void randomBytesEndInMessagesOrOneFailure(
      @ForAll @Size(max = 4000) byte[] bytes, @ForAll @IntRange(min = 1, max = 900) int readSize) {
    EmbeddedChannel channel = Chunks.channel(new ChunkLimits(5000, 8, 20_000));
    int failures = 0;
    ByteBuf wire = Unpooled.wrappedBuffer(bytes);
    while (wire.isReadable()) {
      try {
        channel.writeInbound(wire.readBytes(Math.min(readSize, wire.readableBytes())));
      } catch (RtmpProtocolException e) {
        failures++;
      }
    }
    channel.finishAndReleaseAll();
    assertThat(failures).isLessThanOrEqualTo(1);
  }

  private static List<Read> decode(ByteBuf wire, int readSize) {
    EmbeddedChannel channel = Chunks.channel(Chunks.LIMITS);
    while (wire.isReadable()) {
      channel.writeInbound(wire.readBytes(Math.min(readSize, wire.readableBytes())));
    }
    List<Read> read = Chunks.drain(channel);
    assertThat(channel.finish()).isFalse();
    return read;
  }

  private static Map<Integer, List<Read>> byChunkStream(List<Read> messages) {
    Map<Integer, List<Read>> lanes = new HashMap<>();
    messages.forEach(
        message ->
            lanes.computeIfAbsent(message.chunkStreamId(), id -> new ArrayList<>()).add(message));
    return lanes;
  }

  /** The wire form of messages of one chunk stream, cut into its chunks. */
  private static List<ByteBuf> chunks(List<Read> lane, int chunkSize) {
    List<ByteBuf> chunks = new ArrayList<>();
    for (Read message : lane) {
      ByteBuf wire = Unpooled.buffer();
      new ChunkWriter(chunkSize).write(wire, raw(message));
      boolean extended = message.timestamp() >= 0xFFFFFF;
      int basic = BasicHeader.length(message.chunkStreamId());
      int left = message.payload().length() / 2;
      int header = basic + 11 + (extended ? 4 : 0);
      do {
        int body = Math.min(chunkSize, left);
        chunks.add(wire.readBytes(header + body));
        left -= body;
        header = basic + (extended ? 4 : 0);
      } while (left > 0);
    }
    return chunks;
  }

  private static void writeChunkSize(ByteBuf wire, int chunkSize) {
    ByteBuf size = Unpooled.buffer().writeInt(chunkSize);
    new ChunkWriter(ChunkConstants.DEFAULT_CHUNK_SIZE)
        .write(wire, new RawMessage(2, ChunkConstants.SET_CHUNK_SIZE, 0, 0, size));
  }

  private static RawMessage raw(Read message) {
    return new RawMessage(
        message.chunkStreamId(),
        message.typeId(),
        message.streamId(),
        message.timestamp(),
        Unpooled.wrappedBuffer(HexFormat.of().parseHex(message.payload())));
  }
}
