package org.millrace.server.stream;

import java.util.concurrent.TimeUnit;
import org.millrace.api.stream.StreamBusyException;
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
 * One publisher's read, a picture and its sound, reaches all viewers of its event loop as shared
 * wire bytes; without sockets.
 *
 * <p>{@code gc.alloc.rate.norm} is the garbage of the batch. That it is the same for one viewer and
 * for a thousand says that a viewer costs none.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
    value = 1,
    jvmArgsAppend = {EventLoopThreads.CUSTOM, EventLoopThreads.OPTION})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class FanOutBenchmark {
  @Param({"1", "100", "1000"})
  public int viewers;

  private BenchStream stream;
  private BenchViewer viewer;

  @Setup
  public void start() throws StreamBusyException {
    stream = new BenchStream();
    viewer = new BenchViewer();
    stream.subscribe(stream.publisherLoop, viewer);
    for (int i = 1; i < viewers; i++) {
      stream.subscribe(stream.publisherLoop, new BenchViewer());
    }
    stream.run();
  }

  @TearDown
  public void stop() {
    stream.close();
  }

  @Benchmark
  public long batch() {
    stream.writeBatch();
    return viewer.bytes;
  }
}
