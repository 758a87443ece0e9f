package org.millrace.bench;

import java.util.Locale;

/** What a trial may find out, in the order of the tables' columns. */
enum Metric {
  /** User and system time of the server's process, for each 10^9 bytes that its clients moved. */
  CPU_PER_GB("CPU s/GB", 2, true),
  /** Milliseconds from the publisher's write to the viewer's read. */
  LATENCY_P50("p50 ms", 1, true),
  LATENCY_P99("p99 ms", 1, true),
  /** Milliseconds from connect to the first picture. */
  FIRST_FRAME("first frame ms", 0, true),
  FIRST_FRAME_MAX("slowest first frame ms", 0, true),
  /** Frames that are missing in the sequence numbers that sampled viewers saw. */
  LOST("lost frames", 0, false),
  /** Connections that were refused or ended. */
  FAILED("failed connections", 0, false),
  /** What the server took out of its sockets, of all that publishers wrote. */
  TAKEN("taken %", 2, false),
  MEGABITS("Mb/s", 0, false),
  /** Of the viewer that got least. */
  WORST_VIEWER("worst viewer kb/s", 0, false),
  /** Share of a processor that the server's busiest thread used. */
  BUSIEST_THREAD("busiest thread %", 0, false),
  /** Throughput at which the busiest thread would use all of a processor. */
  SATURATION("saturation Mb/s", 0, true),
  RESIDENT("resident MB", 1, true),
  /** Beyond the idle server. */
  PER_VIEWER("KB per viewer", 1, true),
  /** From the start of the process until its port is open. */
  START("start ms", 0, true),
  GC_PAUSES("GC pauses", 0, false),
  GC_P99("GC p99 ms", 2, false),
  GC_MAX("GC longest ms", 2, false);

  private final String title;
  private final int decimals;
  private final boolean compared;

  /**
   * A metric.
   *
   * @param title of its column, with the unit
   * @param decimals as many as mean something
   * @param compared whether the ratio to another row is of interest
   */
  Metric(String title, int decimals, boolean compared) {
    this.title = title;
    this.decimals = decimals;
    this.compared = compared;
  }

  String title() {
    return title;
  }

  boolean compared() {
    return compared;
  }

  String format(double value) {
    return String.format(Locale.ROOT, "%,." + decimals + "f", value);
  }
}
