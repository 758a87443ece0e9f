package org.millrace.admin.inventory;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.millrace.api.stream.LiveStream;
import org.millrace.api.stream.StreamKey;
import org.millrace.api.stream.StreamRegistry;
import org.millrace.api.stream.StreamStatistics;

/**
 * The streams with numbers and rates. A stream gets a new number with each publisher, as
 * crtmpserver has it: who ends stream 12 does not end what somebody else publishes under its name
 * by then.
 */
public final class StreamIndex {
  private final StreamRegistry streams;
  private final LongSupplier nanoTime;
  private final Map<StreamKey, Entry> entries = new HashMap<>();
  private long lastId;

  private static final class Entry {
    private final long id;
    private final Instant since;
    private final RateMeter meter = new RateMeter();

    Entry(long id, Instant since) {
      this.id = id;
      this.since = since;
    }
  }

  /**
   * An index.
   *
   * @param streams of the server
   * @param nanoTime as {@link System#nanoTime}
   */
  public StreamIndex(StreamRegistry streams, LongSupplier nanoTime) {
    this.streams = streams;
    this.nanoTime = nanoTime;
  }

  /** Looks at all streams, for their rates; to be called about once in a second. */
  public synchronized void sample() {
    List<LiveStream> live = streams.streams().stream().filter(LiveStream::isLive).toList();
    // A set: in a list each of a thousand streams would be looked for among a thousand.
    entries.keySet().retainAll(live.stream().map(LiveStream::key).collect(Collectors.toSet()));
    long now = nanoTime.getAsLong();
    for (LiveStream stream : live) {
      StreamStatistics statistics = stream.statistics();
      entry(stream).meter.sample(now, statistics.bytesIn(), statistics.bytesOut());
    }
  }

  /**
   * Streams that have a publisher.
   *
   * @return by application and name
   */
  public List<LiveStream> live() {
    return all().stream().filter(LiveStream::isLive).toList();
  }

  /**
   * Streams that have a publisher or viewers.
   *
   * @return by application and name
   */
  public List<LiveStream> all() {
    return streams.streams().stream()
        .sorted(
            Comparator.comparing((LiveStream stream) -> stream.key().application())
                .thenComparing(stream -> stream.key().name()))
        .toList();
  }

  /**
   * A stream's number.
   *
   * @param stream a stream
   * @return 0 if it has no publisher
   */
  public synchronized long id(LiveStream stream) {
    return stream.isLive() ? entry(stream).id : 0;
  }

  /**
   * A stream's rates.
   *
   * @param stream a stream
   * @return of the last seconds
   */
  public synchronized Rates rates(LiveStream stream) {
    Entry entry = entries.get(stream.key());
    return entry == null ? Rates.NONE : entry.meter.rates();
  }

  /**
   * Finds a stream by its number.
   *
   * @param id of {@link #id}
   * @return empty if it has no publisher any more
   */
  public Optional<LiveStream> find(long id) {
    return live().stream().filter(stream -> id(stream) == id).findFirst();
  }

  /**
   * Finds a stream.
   *
   * @param key its application and name
   * @return empty if it has neither publisher nor viewers
   */
  public Optional<LiveStream> find(StreamKey key) {
    return streams.find(key);
  }

  /**
   * Finds streams by name.
   *
   * @param name as published, or with the application and a slash in front
   * @return those that have a publisher
   */
  public List<LiveStream> named(String name) {
    return live().stream()
        .filter(stream -> stream.key().name().equals(name) || stream.key().toString().equals(name))
        .toList();
  }

  private Entry entry(LiveStream stream) {
    Instant since = stream.publishedAt().orElse(Instant.EPOCH);
    return entries.compute(
        stream.key(),
        (key, present) ->
            present != null && present.since.equals(since) ? present : new Entry(++lastId, since));
  }
}
