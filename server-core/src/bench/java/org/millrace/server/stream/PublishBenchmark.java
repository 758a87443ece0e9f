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
 * What a publisher's read, a picture and its sound, costs: taking it in, the cached group, and
 * handing it to the logs.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
    value = 1,
    jvmArgsAppend = {EventLoopThreads.CUSTOM, EventLoopThreads.OPTION})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PublishBenchmark {
  /** Who watches. */
  public enum Audience {
    /** Nobody: the price of an ingest. */
    NOBODY,
    /** One viewer on the publisher's event loop. */
    SAME_LOOP,
    /** One viewer on another event loop, and that loop's work as well. */
    OTHER_LOOP
  }

  @Param public Audience audience;

  private BenchStream stream;
  private BenchViewer viewer;

  @Setup
  public void start() throws StreamBusyException {
    stream = new BenchStream();
    viewer = new BenchViewer();
    switch (audience) {
      case NOBODY -> {}
      case SAME_LOOP -> stream.subscribe(stream.publisherLoop, viewer);
      case OTHER_LOOP -> stream.subscribe(stream.otherLoop, viewer);
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
    stream.otherLoop.runAll();
    return viewer.bytes;
  }
}
