package org.millrace.http;

import java.util.Map;

/**
 * What has been served since the plugin was started. Offered to plugins as a service; safe for use
 * by any thread.
 */
public interface HttpStatistics {

  /**
   * How many requests have come.
   *
   * @return the count up to now
   */
  long requests();

  /**
   * How many answers have begun.
   *
   * @return the count for each status that there was
   */
  Map<Integer, Long> responses();

  /**
   * How many WebSockets are open.
   *
   * @return the number now
   */
  long openWebSockets();
}
