package org.millrace.vmapp.service;

import java.time.Duration;
import java.util.List;

/**
 * How much a script may have of what the services give.
 *
 * @param timers at a time
 * @param aliases at a time
 * @param statistics figures
 * @param statisticsInterval how often figures are logged; zero means never
 * @param http for requests
 * @param relays for streams of other servers
 */
public record ServiceLimits(
    int timers,
    int aliases,
    int statistics,
    Duration statisticsInterval,
    Http http,
    Relaying relays) {

  /**
   * Limits of pulling and pushing.
   *
   * @param hosts that may be pulled from and pushed to
   * @param max at a time
   */
  public record Relaying(List<String> hosts, int max) {
    public Relaying {
      hosts = List.copyOf(hosts);
    }
  }

  /**
   * Limits of HTTP requests.
   *
   * @param hosts that may be asked
   * @param timeout of a request
   * @param maxBytes of an answer's body
   * @param maxRequests at a time
   */
  public record Http(List<String> hosts, Duration timeout, long maxBytes, int maxRequests) {
    public Http {
      hosts = List.copyOf(hosts);
    }
  }
}
