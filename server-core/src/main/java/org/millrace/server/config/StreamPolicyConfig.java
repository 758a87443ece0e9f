package org.millrace.server.config;

import java.time.Duration;
import org.millrace.api.stream.StartMode;

/**
 * How an application's streams are kept and handed out.
 *
 * @param startMode where a new player starts
 * @param maxLag how much media time a player may be behind before it jumps
 * @param maxStall how long a player may take nothing before it is closed; zero means for ever
 * @param gopCacheBytes the most bytes that are kept of a group of pictures
 * @param gopCacheDuration the most media time that is kept of a group of pictures
 * @param mergeWrite frames of such a window go out in one write; zero means at once
 * @param duplicatePublisher what becomes of a second publisher of a name
 * @param duplicatePublisherSilence how long the first one must have sent nothing to be replaced
 *     under {@link DuplicatePublisher#TAKE_OVER_SILENT}
 * @param publisherTimeout how long a publisher may send nothing; zero means for ever
 * @param firstFrameTimeout how long a publisher may take until its first frame; zero means for ever
 * @param resumeWindow how long players are not told that the publisher is gone; zero means that
 *     they are told at once
 */
public record StreamPolicyConfig(
    StartMode startMode,
    Duration maxLag,
    Duration maxStall,
    long gopCacheBytes,
    Duration gopCacheDuration,
    Duration mergeWrite,
    DuplicatePublisher duplicatePublisher,
    Duration duplicatePublisherSilence,
    Duration publisherTimeout,
    Duration firstFrameTimeout,
    Duration resumeWindow) {

  /** What becomes of a second publisher of a name. */
  public enum DuplicatePublisher {
    /** It is refused; the first one does not notice. */
    REFUSE,
    /** It replaces the first one. */
    TAKE_OVER,
    /** It replaces the first one if that one has been silent for a while. */
    TAKE_OVER_SILENT
  }
}
