package org.millrace.api.stream;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.millrace.api.contract.HostImplemented;
import org.millrace.api.contract.Stable;
import org.millrace.api.media.Track;

/** A read-only view of a live stream. Implemented by the host; safe for use by any thread. */
@Stable(since = "0.9.0")
@HostImplemented
public interface LiveStream {

  /**
   * Its identity.
   *
   * @return the key
   */
  StreamKey key();

  /**
   * Whether a publisher is there.
   *
   * @return false while subscribers wait for one
   */
  boolean isLive();

  /**
   * Names the publisher.
   *
   * @return {@link PublicationOwner#describe()} of the present publisher
   */
  Optional<String> publisher();

  /**
   * When the present publisher began.
   *
   * @return empty while there is none
   */
  Optional<Instant> publishedAt();

  /**
   * The tracks seen so far, in the order of their first frames.
   *
   * @return an immutable snapshot
   */
  List<Track> tracks();

  /**
   * Figures of the present publication, or of the last one.
   *
   * @return a snapshot
   */
  StreamStatistics statistics();

  /**
   * Ends the present publication, if any; its owner is told.
   *
   * @param reason is given to the owner
   */
  void unpublish(CloseReason reason);
}
