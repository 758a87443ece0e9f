package org.millrace.metrics.figures;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.millrace.api.stream.LiveStream;
import org.millrace.api.stream.StreamKey;
import org.millrace.api.stream.StreamRegistry;
import org.millrace.api.stream.StreamStatistics;

/**
 * Figures of streams. Whoever publishes chooses their names, so that only a bounded number of them
 * become labels: those that came first, as long as they are there. The others are added up.
 */
final class StreamFigures {
  /** The labels of all streams that have none of their own. */
  private static final String OTHERS = "_others";

  private static final StreamStatistics NOTHING = new StreamStatistics(0, 0, 0, 0, 0, 0, 0, 0, 0);

  private final StreamRegistry streams;
  private final int limit;
  private final Family publishers;
  private final Family viewers;
  private final Family applicationStreams;
  private final Family applicationViewers;
  private final Family dropped;
  private final Family streamLive;
  private final Family streamViewers;
  private final Family streamReceived;
  private final Family streamSent;
  private final Family streamFrames;
  private final Family streamDropped;
  private final Family streamRetained;

  private Map<StreamKey, Known> known = new LinkedHashMap<>();
  private final Totals all = new Totals();
  private final Totals others = new Totals();
  private boolean hasOthers;

  /** What was seen of a stream last, and whether it has labels of its own. */
  private record Known(boolean isNamed, boolean isLive, StreamStatistics statistics) {}

  /** Sums that only grow, of streams that come and go. */
  private static final class Totals {
    private long bytesIn;
    private long bytesOut;
    private long framesIn;
    private long framesDropped;

    /** A new publication, or a new stream of an old name, counts from nothing. */
    private void add(StreamStatistics before, StreamStatistics now) {
      bytesIn += growth(before.bytesIn(), now.bytesIn());
      bytesOut += growth(before.bytesOut(), now.bytesOut());
      framesIn += growth(before.framesIn(), now.framesIn());
      framesDropped += growth(before.framesDropped(), now.framesDropped());
    }

    private static long growth(long before, long now) {
      return now >= before ? now - before : now;
    }
  }

  StreamFigures(MeterRegistry registry, StreamRegistry streams, int limit) {
    this.streams = streams;
    this.limit = limit;
    publishers = Family.gauge(registry, "millrace.publishers", "", "Streams with a publisher");
    viewers = Family.gauge(registry, "millrace.viewers", "", "Subscriptions of all streams");
    dropped = Family.counter(registry, "millrace.dropped.frames", "", "Missed by slow viewers");
    String application = "application";
    applicationStreams =
        Family.gauge(registry, "millrace.application.streams", "", "With a publisher", application);
    applicationViewers =
        Family.gauge(registry, "millrace.application.viewers", "", "Subscriptions", application);
    String[] labels = {application, "stream"};
    streamLive =
        Family.gauge(registry, "millrace.stream.live", "", "Whether it is published", labels);
    streamViewers = Family.gauge(registry, "millrace.stream.viewers", "", "Subscriptions", labels);
    streamReceived =
        Family.counter(registry, "millrace.stream.received", "bytes", "From its publisher", labels);
    streamSent =
        Family.counter(registry, "millrace.stream.sent", "bytes", "To its viewers", labels);
    streamFrames =
        Family.counter(
            registry, "millrace.stream.received.frames", "", "From its publisher", labels);
    streamDropped =
        Family.counter(
            registry, "millrace.stream.dropped.frames", "", "Missed by slow viewers", labels);
    streamRetained =
        Family.gauge(registry, "millrace.stream.retained", "bytes", "Kept in memory", labels);
  }

  /** Takes all figures. */
  void refresh() {
    Map<StreamKey, LiveStream> present = new HashMap<>();
    streams.streams().forEach(stream -> present.put(stream.key(), stream));
    Map<StreamKey, Known> now = new LinkedHashMap<>();
    known.forEach(
        (key, before) -> {
          LiveStream stream = present.remove(key);
          if (stream != null) {
            now.put(key, seen(stream, before));
          }
        });
    int named = (int) now.values().stream().filter(Known::isNamed).count();
    for (LiveStream stream : present.values()) {
      boolean isNamed = named < limit;
      named += isNamed ? 1 : 0;
      now.put(stream.key(), seen(stream, new Known(isNamed, false, NOTHING)));
    }
    known = now;
    show();
  }

  private Known seen(LiveStream stream, Known before) {
    StreamStatistics statistics = stream.statistics();
    all.add(before.statistics(), statistics);
    if (!before.isNamed()) {
      others.add(before.statistics(), statistics);
    }
    return new Known(before.isNamed(), stream.isLive(), statistics);
  }

  private void show() {
    publishers.put(known.values().stream().filter(Known::isLive).count());
    viewers.put(viewers(known.values()));
    dropped.put(all.framesDropped);
    showApplications();
    known.forEach(
        (key, stream) -> {
          if (stream.isNamed()) {
            showNamed(key, stream);
          }
        });
    showOthers();
    List.of(applicationStreams, applicationViewers).forEach(Family::endRound);
    List.of(streamLive, streamViewers, streamReceived, streamSent).forEach(Family::endRound);
    List.of(streamFrames, streamDropped, streamRetained).forEach(Family::endRound);
  }

  private static long viewers(Collection<Known> streams) {
    return streams.stream().mapToLong(stream -> stream.statistics().subscribers()).sum();
  }

  private void showApplications() {
    Map<String, List<Known>> byApplication = new HashMap<>();
    known.forEach(
        (key, stream) ->
            byApplication
                .computeIfAbsent(key.application(), name -> new ArrayList<>())
                .add(stream));
    byApplication.forEach(
        (name, list) -> {
          applicationStreams.put(list.stream().filter(Known::isLive).count(), name);
          applicationViewers.put(viewers(list), name);
        });
  }

  private void showNamed(StreamKey key, Known stream) {
    StreamStatistics statistics = stream.statistics();
    String[] labels = {key.application(), key.name()};
    streamLive.put(stream.isLive() ? 1 : 0, labels);
    streamViewers.put(statistics.subscribers(), labels);
    streamReceived.put(statistics.bytesIn(), labels);
    streamSent.put(statistics.bytesOut(), labels);
    streamFrames.put(statistics.framesIn(), labels);
    streamDropped.put(statistics.framesDropped(), labels);
    streamRetained.put(statistics.retainedBytes(), labels);
  }

  /** Stays once it is there, so that its counters go on. */
  private void showOthers() {
    List<Known> unnamed = known.values().stream().filter(stream -> !stream.isNamed()).toList();
    hasOthers |= !unnamed.isEmpty();
    if (hasOthers) {
      String[] labels = {OTHERS, OTHERS};
      streamLive.put(unnamed.stream().filter(Known::isLive).count(), labels);
      streamViewers.put(viewers(unnamed), labels);
      streamReceived.put(others.bytesIn, labels);
      streamSent.put(others.bytesOut, labels);
      streamFrames.put(others.framesIn, labels);
      streamDropped.put(others.framesDropped, labels);
      streamRetained.put(
          unnamed.stream().mapToLong(stream -> stream.statistics().retainedBytes()).sum(), labels);
    }
  }
}
