package org.millrace.rtmp.play;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.util.concurrent.TimeUnit;
import org.millrace.api.media.Codec;
import org.millrace.api.media.DecoderConfig;
import org.millrace.api.media.MediaFrame;
import org.millrace.api.media.Track;
import org.millrace.flv.tag.FlvDemuxer;
import org.millrace.flv.tag.FlvTagType;
import org.millrace.rtmp.EventLoopThreads;
import org.millrace.rtmp.chunk.ChunkWriter;
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

/** A picture of 5,000 bytes becomes the bytes that all its viewers share. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
    value = 1,
    jvmArgsAppend = {EventLoopThreads.CUSTOM, EventLoopThreads.OPTION})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class RtmpFrameEncoderBenchmark {
  private static final int PICTURE_BYTES = 5_000;

  /** Where the picture came from. */
  public enum Source {
    /** RTMP or FLV: its own form is passed on. */
    RTMP,
    /** Another container: the tag is made. */
    OTHER
  }

  @Param public Source source;

  private final RtmpFrameEncoder encoder =
      new RtmpFrameEncoder(new ChunkWriter(65_536), 1, true, true);
  private MediaFrame frame;
  private ByteBuf out;

  @Setup
  public void start() {
    ByteBuf bytes = PooledByteBufAllocator.DEFAULT.directBuffer(PICTURE_BYTES);
    frame =
        switch (source) {
          case RTMP -> new FlvDemuxer().frame(FlvTagType.VIDEO, 0, tag(bytes));
          case OTHER ->
              MediaFrame.of(
                  new Track.Video(0, Codec.H264, DecoderConfig.NONE, 1280, 720, "High"),
                  0,
                  0,
                  MediaFrame.KEY,
                  bytes.writeZero(PICTURE_BYTES));
        };
    out = PooledByteBufAllocator.DEFAULT.directBuffer(encoder.maxLength(frame));
  }

  /** An AVC key frame: 17 01, composition time 0, and NAL units. */
  private static ByteBuf tag(ByteBuf bytes) {
    return bytes.writeMedium(0x170100).writeZero(PICTURE_BYTES - 3);
  }

  @TearDown
  public void stop() {
    out.release();
    frame.release();
  }

  @Benchmark
  public int encode() {
    encoder.encode(frame, out.clear());
    return out.readableBytes();
  }
}
