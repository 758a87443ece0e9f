package org.millrace.stresstest.load;

import java.time.Duration;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.millrace.rtmp.client.RtmpUri;

/**
 * How many connections there are to be, and to what.
 *
 * @param connections how many
 * @param perSecond how many are opened in a second
 * @param reopenAfter when one that has ended is opened again; zero: never
 * @param stream which stream a connection is for, by its number; asked again when it is reopened
 */
public record LoadPlan(
    int connections, int perSecond, Duration reopenAfter, IntFunction<RtmpUri> stream) {
  /** Most connections of one load. */
  public static final int MAX_CONNECTIONS = 100_000;

  public LoadPlan {
    if (connections < 1 || connections > MAX_CONNECTIONS) {
      throw new IllegalArgumentException(
          "connections: %d (expected: 1 to %d)".formatted(connections, MAX_CONNECTIONS));
    }
  }

  /**
   * Streams of one name: just that, or with a number behind it if there are several.
   *
   * @param uri of the name
   * @param count how many
   * @return {@code name}, or {@code name0} and so on; a query stays behind the number
   */
  public static List<RtmpUri> numbered(RtmpUri uri, int count) {
    if (count == 1) {
      return List.of(uri);
    }
    int query = uri.stream().indexOf('?');
    String name = query < 0 ? uri.stream() : uri.stream().substring(0, query);
    String rest = query < 0 ? "" : uri.stream().substring(query);
    return IntStream.range(0, count).mapToObj(i -> uri.withStream(name + i + rest)).toList();
  }

  /**
   * Spreads connections over streams.
   *
   * @param streams the streams
   * @return gives them in turn
   */
  public static IntFunction<RtmpUri> inTurn(List<RtmpUri> streams) {
    return index -> streams.get(index % streams.size());
  }
}
