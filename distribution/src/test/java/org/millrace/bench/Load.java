package org.millrace.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What publishers and viewers do. Pictures are 25 a second, with a key frame every two seconds, and
 * there is sound.
 *
 * @param connections viewers; publishers where there are no viewers
 * @param streams how many streams the viewers are spread over
 * @param kilobits video of each stream, in each second
 * @param slowPercent how many viewers read 1 KB/s
 * @param sampled how many viewers look into what they get
 * @param connectsPerSecond how fast they come
 * @param warmup from the last one's start to the measurement
 * @param length of the measurement
 */
record Load(
    int connections,
    int streams,
    int kilobits,
    int slowPercent,
    int sampled,
    int connectsPerSecond,
    Duration warmup,
    Duration length) {

  /** Until the JVM has compiled what is hot; how it goes before is what the cold start measures. */
  private static final Duration WARM_UP = Duration.ofSeconds(12);

  /** One stream of 1 Mb/s. */
  static Load of(int connections, Duration length) {
    return new Load(connections, 1, 1_000, 0, 20, 400, WARM_UP, length);
  }

  Load streams(int count, int kilobitsOfEach) {
    return new Load(
        connections,
        count,
        kilobitsOfEach,
        slowPercent,
        sampled,
        connectsPerSecond,
        warmup,
        length);
  }

  Load slow(int percent) {
    return new Load(
        connections, streams, kilobits, percent, sampled, connectsPerSecond, warmup, length);
  }

  /** All come within a second, nobody waits for anything, and all look at what they get. */
  Load rush() {
    return new Load(
        connections,
        streams,
        kilobits,
        slowPercent,
        connections,
        connections,
        Duration.ZERO,
        length);
  }

  /** Options of the load generator that watches. */
  List<String> watching() {
    List<String> options = common(connections, streams);
    options.addAll(List.of("-s", "" + sampled, "-w", "" + warmup.toSeconds()));
    options.addAll(List.of("-t", "" + length.toSeconds()));
    if (slowPercent > 0) {
      options.addAll(List.of("--slow", "" + slowPercent));
    }
    return options;
  }

  /** Options of the load generator that publishes and is measured. */
  List<String> publishing() {
    List<String> options = common(connections, connections);
    options.addAll(List.of("--publish", "-k", "" + kilobits, "-w", "" + warmup.toSeconds()));
    options.addAll(List.of("-t", "" + length.toSeconds()));
    return options;
  }

  /** Options of the load generator that publishes what others watch, for longer than they do. */
  List<String> background() {
    List<String> options = common(streams, streams);
    Duration most = warmup.plus(length).plusSeconds(60 + connections / connectsPerSecond);
    options.addAll(List.of("--publish", "-k", "" + kilobits, "-t", "" + most.toSeconds()));
    return options;
  }

  private List<String> common(int count, int names) {
    return new ArrayList<>(
        List.of("-c", "" + count, "-m", "" + names, "-r", "" + connectsPerSecond, "--json"));
  }
}
