package org.millrace.doubles;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.millrace.api.media.Track;
import org.millrace.api.stream.CloseReason;
import org.millrace.api.stream.LiveStream;
import org.millrace.api.stream.StreamKey;
import org.millrace.api.stream.StreamStatistics;

/**
 * A stream that has a name and nothing in it.
 *
 * @param key the name
 * @param isLive whether it has a publisher
 * @param tracks of the publisher
 */
public record FakeStream(StreamKey key, boolean isLive, List<Track> tracks) implements LiveStream {
  private static final StreamStatistics NOTHING = new StreamStatistics(0, 0, 0, 0, 0, 0, 0, 0, 0);

  /**
   * A stream without tracks.
   *
   * @param key the name
   * @param isLive whether it has a publisher
   */
  public FakeStream(StreamKey key, boolean isLive) {
    this(key, isLive, List.of());
  }

  @Override
  public Optional<String> publisher() {
    return isLive ? Optional.of("c1") : Optional.empty();
  }

  @Override
  public Optional<Instant> publishedAt() {
    return isLive ? Optional.of(Instant.EPOCH) : Optional.empty();
  }

  @Override
  public StreamStatistics statistics() {
    return NOTHING;
  }

  /** Nobody is there who could be ended. */
  @Override
  public void unpublish(CloseReason reason) {
    throw new AssertionError("unpublish " + key + ": " + reason);
  }
}
