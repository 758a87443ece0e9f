package org.millrace.stresstest.load;

/**
 * How long frames took, to within 1.6 %, in memory that does not grow: 64 buckets for each power of
 * two of nanoseconds.
 */
public final class LatencyHistogram {
  private static final int PRECISION_BITS = 6;
  private static final int BUCKETS = 1 << PRECISION_BITS;

  private final long[] counts = new long[(Long.SIZE - PRECISION_BITS) * BUCKETS];
  private long count;
  private long max;

  void record(long nanos) {
    long value = Math.max(0, nanos);
    counts[bucket(value)]++;
    count++;
    max = Math.max(max, value);
  }

  private static int bucket(long value) {
    int shift = Math.max(0, Long.SIZE - 1 - PRECISION_BITS - Long.numberOfLeadingZeros(value));
    return shift * BUCKETS + (int) (value >>> shift);
  }

  /** The least value of a bucket. */
  private static long value(int bucket) {
    if (bucket < 2 * BUCKETS) {
      return bucket;
    }
    int shift = bucket / BUCKETS - 1;
    return (long) (bucket - shift * BUCKETS) << shift;
  }

  void add(LatencyHistogram other) {
    for (int i = 0; i < counts.length; i++) {
      counts[i] += other.counts[i];
    }
    count += other.count;
    max = Math.max(max, other.max);
  }

  LatencyHistogram copy() {
    LatencyHistogram copy = new LatencyHistogram();
    copy.add(this);
    return copy;
  }

  /**
   * How many frames there were.
   *
   * @return the count
   */
  public long count() {
    return count;
  }

  /**
   * A percentile.
   *
   * @param percent such as 99; 100 is the exact maximum
   * @return milliseconds; -1 if there were no frames
   */
  public double millis(double percent) {
    if (count == 0) {
      return -1;
    }
    long rank = (long) Math.ceil(count * percent / 100);
    long seen = 0;
    for (int i = 0; i < counts.length && percent < 100; i++) {
      seen += counts[i];
      if (seen >= rank && counts[i] > 0) {
        return Math.min(value(i), max) / 1e6;
      }
    }
    return max / 1e6;
  }
}
