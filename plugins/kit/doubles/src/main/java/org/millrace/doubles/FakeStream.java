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
 */
public record FakeStream(StreamKey key, boolean isLive) implements LiveStream {
  private static final StreamStatistics NOTHING = new StreamStatistics(0, 0, 0, 0, 0, 0, 0, 0, 0);

  @Override
  public Optional<String> publisher() {
    return isLive ? Optional.of("c1") : Optional.empty();
  }

  @Override
  public Optional<Instant> publishedAt() {
    return isLive ? Optional.of(Instant.EPOCH) : Optional.empty();
  }

  @Override
  public List<Track> tracks() {
    return List.of();
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
