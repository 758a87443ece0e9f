package org.millrace.server.io;

import java.net.InetAddress;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.millrace.server.config.LimitsConfig;

/** Counts inbound connections, in all and per address. Safe for use by any thread. */
final class ConnectionLimiter {
  private volatile LimitsConfig limits;
  private final AtomicInteger count = new AtomicInteger();
  private final LongAdder refused = new LongAdder();
  private final ConcurrentMap<InetAddress, Integer> perAddress = new ConcurrentHashMap<>();

  ConnectionLimiter(LimitsConfig limits) {
    this.limits = limits;
  }

  /** From now on other limits hold; who is in stays. */
  void limits(LimitsConfig changed) {
    limits = changed;
  }

  /**
   * Lets one more in, if there is room for it.
   *
   * @return empty if it is let in, and {@link #leave} is owed; else the limit that it is over
   */
  Optional<String> enter(InetAddress address) {
    int max = limits.maxConnections();
    if (count.incrementAndGet() > max) {
      count.decrementAndGet();
      return Optional.of("maxConnections " + max);
    }
    // Also while any number may come: the limit may be set while they are there.
    int fromThere = perAddress.merge(Addresses.subscriber(address), 1, Integer::sum);
    int maxPerAddress = limits.maxConnectionsPerAddress();
    if (maxPerAddress > 0 && fromThere > maxPerAddress) {
      leave(address);
      return Optional.of("maxConnectionsPerAddress " + maxPerAddress);
    }
    return Optional.empty();
  }

  void leave(InetAddress address) {
    count.decrementAndGet();
    perAddress.computeIfPresent(
        Addresses.subscriber(address), (key, number) -> number == 1 ? null : number - 1);
  }

  /** Somebody has been turned away, for whatever reason. */
  void countRefused() {
    refused.increment();
  }

  long refused() {
    return refused.sum();
  }

  int count() {
    return count.get();
  }

  int addresses() {
    return perAddress.size();
  }
}
