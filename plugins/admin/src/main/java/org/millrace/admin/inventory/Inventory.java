package org.millrace.admin.inventory;

import org.millrace.api.server.Connections;
import org.millrace.api.stream.StreamRegistry;

/**
 * All that is looked at once in a second.
 *
 * @param streams with numbers and rates
 * @param connections how many
 * @param bandwidth of all connections
 * @param bandwidthLimit what it may be
 * @param unloaded plugins that could be loaded again
 */
public record Inventory(
    StreamIndex streams,
    ConnectionFigures connections,
    BandwidthMeter bandwidth,
    BandwidthLimit bandwidthLimit,
    UnloadedPlugins unloaded) {

  /**
   * An inventory of a server.
   *
   * @param streams of the server
   * @param connections of the server
   * @return has looked at nothing yet
   */
  public static Inventory of(StreamRegistry streams, Connections connections) {
    return new Inventory(
        new StreamIndex(streams, System::nanoTime),
        new ConnectionFigures(connections),
        new BandwidthMeter(connections, System::nanoTime),
        new BandwidthLimit(connections),
        new UnloadedPlugins());
  }

  /** Looks at everything. */
  public void sample() {
    streams.sample();
    connections.sample();
    bandwidth.sample();
    bandwidthLimit.check(bandwidth.now());
  }
}
