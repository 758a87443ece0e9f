package org.millrace.server.stream;

import org.millrace.api.media.MediaFrame;
import org.millrace.api.media.MediaTime;

/**
 * Tells at which frames a subscriber can start: at key frames of the first video track; at every
 * audio frame if there is no video, or if none has come for a while.
 */
final class AccessPoints {
  private static final long VIDEO_SILENCE = MediaTime.ofMillis(3_000);
  private static final int NO_TRACK = -1;
  private static final long UNKNOWN = Long.MIN_VALUE;

  private int videoTrack = NO_TRACK;
  private long newestVideo = UNKNOWN;
  private boolean groupHasVideo;

  /**
   * What can start at a frame.
   *
   * @param frame the next one, retimed; borrowed
   * @return never null
   */
  LogEntry.Access of(MediaFrame frame) {
    return switch (frame.kind()) {
      case VIDEO -> ofVideo(frame);
      case AUDIO -> ofAudio(frame);
      case DATA -> LogEntry.Access.NONE;
    };
  }

  /** The group that was cached has been given up: the next frame that can will start another. */
  void groupDropped() {
    groupHasVideo = false;
  }

  private LogEntry.Access ofVideo(MediaFrame frame) {
    if (videoTrack == NO_TRACK) {
      videoTrack = frame.track().id();
    }
    if (frame.track().id() != videoTrack) {
      return LogEntry.Access.NONE;
    }
    if (frame.isEndOfSequence()) {
      videoTrack = NO_TRACK;
      newestVideo = UNKNOWN;
      return LogEntry.Access.NONE;
    }
    if (frame.isConfig()) {
      return LogEntry.Access.NONE;
    }
    newestVideo = Math.max(newestVideo, frame.dts());
    if (!frame.isKey()) {
      return LogEntry.Access.NONE;
    }
    groupHasVideo = true;
    return LogEntry.Access.GROUP;
  }

  private LogEntry.Access ofAudio(MediaFrame frame) {
    if (frame.isConfig() || frame.isEndOfSequence() || videoRuns(frame.dts())) {
      return LogEntry.Access.NONE;
    }
    return videoTrack != NO_TRACK && groupHasVideo ? LogEntry.Access.RESUME : LogEntry.Access.GROUP;
  }

  private boolean videoRuns(long now) {
    if (videoTrack == NO_TRACK) {
      return false;
    }
    if (newestVideo == UNKNOWN) {
      // There is a configuration, so the first picture is due from now on.
      newestVideo = now;
    }
    return now - newestVideo <= VIDEO_SILENCE;
  }
}
