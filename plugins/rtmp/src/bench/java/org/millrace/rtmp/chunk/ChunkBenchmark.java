package org.millrace.rtmp.chunk;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.concurrent.TimeUnit;
import org.millrace.rtmp.EventLoopThreads;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One second of a stream of 1 Mb/s (25 pictures of 5,000 bytes and as many sound frames of 300) is
 * cut into chunks, and put together from them.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
    value = 1,
    jvmArgsAppend = {EventLoopThreads.CUSTOM, EventLoopThreads.OPTION})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ChunkBenchmark {
  private static final int PICTURES = 25;
  private static final int PICTURE_BYTES = 5_000;
  private static final int SOUND_BYTES = 300;

  /** The peer's default, ffmpeg's and OBS's, and this server's own. */
  @Param({"128", "4096", "65536"})
  public int chunkSize;

  private ChunkWriter writer;
  private ByteBuf picture;
  private ByteBuf sound;
  private ByteBuf wire;
  private EmbeddedChannel channel;

  @Setup
  public void start() {
    writer = new ChunkWriter(chunkSize);
    picture = payload(PICTURE_BYTES);
    sound = payload(SOUND_BYTES);
    wire = PooledByteBufAllocator.DEFAULT.directBuffer(1 << 18);
    channel = Chunks.channel(Chunks.LIMITS);
    ByteBuf size = payload(Integer.BYTES).setInt(0, chunkSize);
    new ChunkWriter(ChunkConstants.DEFAULT_CHUNK_SIZE)
        .write(wire, new RawMessage(2, ChunkConstants.SET_CHUNK_SIZE, 0, 0, size));
    channel.writeInbound(wire.copy());
    size.release();
    write();
  }

  private static ByteBuf payload(int bytes) {
    return PooledByteBufAllocator.DEFAULT.directBuffer(bytes).writeZero(bytes);
  }

  @TearDown
  public void stop() {
    channel.finishAndReleaseAll();
    wire.release();
    picture.release();
    sound.release();
  }

  @Benchmark
  public int write() {
    wire.clear();
    for (int i = 0; i < PICTURES; i++) {
      writer.write(wire, new RawMessage(6, 9, 1, i * 40L, picture));
      writer.write(wire, new RawMessage(4, 8, 1, i * 40L, sound));
    }
    return wire.readableBytes();
  }

  @Benchmark
  public int read() {
    channel.writeInbound(wire.retainedDuplicate());
    int messages = 0;
    for (RawMessage raw = channel.readInbound(); raw != null; raw = channel.readInbound()) {
      raw.payload().release();
      messages++;
    }
    if (messages != 2 * PICTURES) {
      throw new IllegalStateException("messages: " + messages);
    }
    return messages;
  }
}
