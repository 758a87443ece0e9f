package org.millrace.http.connection;

import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.millrace.http.HttpStatistics;

/** Counts; written by all event loops. */
public final class ServerStatistics implements HttpStatistics {
  private static final int STATUSES = 600;

  private final LongAdder requests = new LongAdder();
  private final LongAdder webSockets = new LongAdder();
  private final LongAdder[] responses =
      Stream.generate(LongAdder::new).limit(STATUSES).toArray(LongAdder[]::new);

  void asked() {
    requests.increment();
  }

  void answered(HttpResponseStatus status) {
    responses[Math.min(status.code(), STATUSES - 1)].increment();
  }

  void webSocketOpened() {
    webSockets.increment();
  }

  void webSocketClosed() {
    webSockets.decrement();
  }

  @Override
  public long requests() {
    return requests.sum();
  }

  @Override
  public Map<Integer, Long> responses() {
    Map<Integer, Long> counts = new TreeMap<>();
    for (int status = 0; status < STATUSES; status++) {
      long count = responses[status].sum();
      if (count > 0) {
        counts.put(status, count);
      }
    }
    return counts;
  }

  @Override
  public long openWebSockets() {
    return webSockets.sum();
  }
}
