package org.millrace.server.stream;

import java.time.Duration;
import org.millrace.api.stream.LagPolicy;
import org.millrace.api.stream.StartMode;

/**
 * How the streams of an application behave.
 *
 * @param startMode where subscribers start that do not say it themselves
 * @param lagPolicy how far subscribers may fall behind that do not say it themselves
 * @param groupCache how much of the newest group of pictures is kept for new subscribers
 * @param mergeWrite subscribers are served at most once in this time, with all that has come; zero
 *     serves them at once
 * @param duplicates what happens to a second publisher
 * @param publisherTimeouts when a publisher that sends nothing is ended
 * @param resumeWindow how long subscribers are not told that the publisher is gone, because it may
 *     come back; zero tells them at once
 */
public record StreamPolicy(
    StartMode startMode,
    LagPolicy lagPolicy,
    GroupCache groupCache,
    Duration mergeWrite,
    Duplicates duplicates,
    PublisherTimeouts publisherTimeouts,
    Duration resumeWindow) {

  /** The defaults of the configuration. */
  public static final StreamPolicy DEFAULT =
      new StreamPolicy(
          StartMode.GOP,
          new LagPolicy(Duration.ofSeconds(10), Duration.ofSeconds(30)),
          new GroupCache(16 << 20, Duration.ofSeconds(20)),
          Duration.ZERO,
          new Duplicates(DuplicatePublisher.REFUSE, Duration.ofSeconds(5)),
          new PublisherTimeouts(Duration.ofSeconds(20), Duration.ofSeconds(30)),
          Duration.ZERO);

  /**
   * Bounds of the cached group of pictures. A group that outgrows one of them is not cached; the
   * next key frame starts anew. The bytes also bound what the log of a loop keeps for subscribers
   * that lag.
   *
   * @param maxBytes payload bytes and a little for each frame; zero caches nothing
   * @param maxLength media time
   */
  public record GroupCache(long maxBytes, Duration maxLength) {}

  /**
   * What happens to a second publisher.
   *
   * @param policy the rule
   * @param silence how long the first must have been silent for {@link
   *     DuplicatePublisher#TAKE_OVER_SILENT}
   */
  public record Duplicates(DuplicatePublisher policy, Duration silence) {}

  /**
   * When a publisher that sends nothing is ended.
   *
   * @param firstFrame from the start to the first frame; zero means never
   * @param silence from one frame to the next; zero means never
   */
  public record PublisherTimeouts(Duration firstFrame, Duration silence) {}
}
