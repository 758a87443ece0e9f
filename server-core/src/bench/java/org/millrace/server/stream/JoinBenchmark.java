package org.millrace.server.stream;

import java.util.concurrent.TimeUnit;
import org.millrace.api.stream.StreamBusyException;
import org.millrace.api.stream.Subscription;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A viewer comes to a running stream that others watch, takes the cached group of two seconds, and
 * goes.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
    value = 1,
    jvmArgsAppend = {EventLoopThreads.CUSTOM, EventLoopThreads.OPTION})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class JoinBenchmark {
  private BenchStream stream;

  @Setup
  public void start() throws StreamBusyException {
    stream = new BenchStream();
    stream.subscribe(stream.publisherLoop, new BenchViewer());
    for (int i = 0; i < 2 * BenchStream.PICTURES_PER_GROUP; i++) {
      stream.writeBatch();
    }
    stream.run();
  }

  @TearDown
  public void stop() {
    stream.close();
  }

  @Benchmark
  public long join() {
    BenchViewer viewer = new BenchViewer();
    Subscription subscription = stream.subscribe(stream.publisherLoop, viewer);
    stream.run();
    subscription.close();
    stream.run();
    if (viewer.bytes == 0) {
      throw new IllegalStateException("the viewer saw nothing");
    }
    return viewer.bytes;
  }
}
