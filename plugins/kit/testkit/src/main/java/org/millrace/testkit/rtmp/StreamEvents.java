package org.millrace.testkit.rtmp;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.millrace.rtmp.client.RtmpStatus;
import org.millrace.rtmp.client.StreamListener;

/** Keeps what the server says of a stream. */
class StreamEvents implements StreamListener {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final List<RtmpStatus> statuses = new CopyOnWriteArrayList<>();

  @Override
  public void onStatus(RtmpStatus status) {
    synchronized (statuses) {
      statuses.add(status);
      statuses.notifyAll();
    }
  }

  List<RtmpStatus> statuses() {
    return List.copyOf(statuses);
  }

  RtmpStatus await(String code) {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    Supplier<RtmpStatus> find =
        () -> statuses.stream().filter(it -> it.code().equals(code)).findFirst().orElse(null);
    synchronized (statuses) {
      try {
        while (find.get() == null) {
          long millis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
          if (millis <= 0) {
            throw new AssertionError("no status " + code + ": " + statuses);
          }
          statuses.wait(millis);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError("interrupted", e);
      }
    }
    return find.get();
  }
}
