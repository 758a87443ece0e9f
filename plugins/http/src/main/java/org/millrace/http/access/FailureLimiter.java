package org.millrace.http.access;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Counts wrong tokens for each address, and says when there were too many. Remembers so many
 * addresses and no more: the one that was heard of the longest time ago is forgotten.
 */
final class FailureLimiter {
  static final Duration WINDOW = Duration.ofMinutes(1);

  private static final int MAX_ADDRESSES = 4096;

  /** Whoever has one IPv6 address has 2^64. */
  private static final int IPV6_NETWORK_BYTES = 8;

  private final int maxFailures;
  private final LongSupplier nanoTime;

  private final Map<ByteBuffer, Failures> failures =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ByteBuffer, Failures> eldest) {
          return size() > MAX_ADDRESSES;
        }
      };

  /** Of one address, in the window that began with the first. */
  private record Failures(int count, long sinceNanos) {}

  FailureLimiter(int maxFailures, LongSupplier nanoTime) {
    this.maxFailures = maxFailures;
    this.nanoTime = nanoTime;
  }

  /** Whether an address has had its failures. */
  synchronized boolean isBlocked(InetAddress address) {
    Failures known = failures.get(key(address));
    return known != null && !isOver(known) && known.count() >= maxFailures;
  }

  /** An address has failed. */
  synchronized void failed(InetAddress address) {
    Failures known = failures.get(key(address));
    boolean isFirst = known == null || isOver(known);
    failures.put(
        key(address),
        isFirst
            ? new Failures(1, nanoTime.getAsLong())
            : new Failures(known.count() + 1, known.sinceNanos()));
  }

  /** An address has not failed. */
  synchronized void succeeded(InetAddress address) {
    failures.remove(key(address));
  }

  synchronized int size() {
    return failures.size();
  }

  private boolean isOver(Failures known) {
    return nanoTime.getAsLong() - known.sinceNanos() >= WINDOW.toNanos();
  }

  private static ByteBuffer key(InetAddress address) {
    byte[] bytes = address.getAddress();
    return ByteBuffer.wrap(
        address instanceof Inet6Address ? Arrays.copyOf(bytes, IPV6_NETWORK_BYTES) : bytes);
  }
}
