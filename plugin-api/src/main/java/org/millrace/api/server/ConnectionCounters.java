package org.millrace.api.server;

import java.util.Map;
import org.millrace.api.contract.Experimental;

/**
 * Counts of connections. All but {@code open} and {@code openByChain} are since the start, and only
 * grow.
 *
 * @param open connections now
 * @param opened connections that have been opened
 * @param refused connections closed at once, because of a limit or a disabled acceptor
 * @param bytesIn from all peers, those that have left included
 * @param bytesOut to all peers, those that have left included
 * @param openByChain connections now, by the chain that they speak
 */
@Experimental(since = "0.9.0", until = "administration and metrics have been in use for a release")
public record ConnectionCounters(
    int open,
    long opened,
    long refused,
    long bytesIn,
    long bytesOut,
    Map<String, Integer> openByChain) {

  /** Copies the map. */
  public ConnectionCounters {
    openByChain = Map.copyOf(openByChain);
  }
}
