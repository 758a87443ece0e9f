package org.millrace.api.server;

import org.millrace.api.contract.Experimental;

/**
 * How many inbound connections may be open.
 *
 * @param max in all; at least 1
 * @param maxPerAddress of one peer address; 0 means any number
 */
@Experimental(since = "0.9.0", until = "administration and metrics have been in use for a release")
public record ConnectionLimits(int max, int maxPerAddress) {

  /** Checks the numbers. */
  public ConnectionLimits {
    if (max < 1) {
      throw new IllegalArgumentException("max: " + max + " (expected: at least 1)");
    }
    if (maxPerAddress < 0) {
      throw new IllegalArgumentException(
          "maxPerAddress: " + maxPerAddress + " (expected: at least 0)");
    }
  }
}
