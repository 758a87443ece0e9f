package org.millrace.api.server;

import java.time.Instant;
import org.millrace.api.contract.Experimental;
import org.millrace.api.stream.CloseReason;
import org.millrace.api.stream.StreamKey;
import org.millrace.api.stream.StreamStatistics;

/**
 * Something that has happened. What happens often, such as a frame that is dropped, is told once in
 * a second. There may be more kinds in later versions.
 */
@Experimental(since = "0.9.0", until = "administration and metrics have been in use for a release")
public sealed interface ServerEvent {

  /**
   * When.
   *
   * @return the server's time
   */
  Instant time();

  /**
   * A connection is open.
   *
   * @param time when
   * @param connection as it begins
   */
  @Experimental(
      since = "0.9.0",
      until = "administration and metrics have been in use for a release")
  record ConnectionOpened(Instant time, ConnectionInfo connection) implements ServerEvent {}

  /**
   * A connection is closed.
   *
   * @param time when
   * @param connection with its last figures
   * @param reason for people
   */
  @Experimental(
      since = "0.9.0",
      until = "administration and metrics have been in use for a release")
  record ConnectionClosed(Instant time, ConnectionInfo connection, String reason)
      implements ServerEvent {}

  /**
   * A publisher began.
   *
   * @param time when
   * @param stream what it publishes
   * @param publisher who it is, for people
   */
  @Experimental(
      since = "0.9.0",
      until = "administration and metrics have been in use for a release")
  record StreamPublished(Instant time, StreamKey stream, String publisher) implements ServerEvent {}

  /**
   * A publisher ended.
   *
   * @param time when
   * @param stream what it published
   * @param reason why it ended
   * @param statistics with the last figures of the publication
   */
  @Experimental(
      since = "0.9.0",
      until = "administration and metrics have been in use for a release")
  record StreamUnpublished(
      Instant time, StreamKey stream, CloseReason reason, StreamStatistics statistics)
      implements ServerEvent {}

  /**
   * A client began to play, or to wait for the stream.
   *
   * @param time when
   * @param viewer who
   */
  @Experimental(
      since = "0.9.0",
      until = "administration and metrics have been in use for a release")
  record PlayBegun(Instant time, ViewerInfo viewer) implements ServerEvent {}

  /**
   * A client plays no more.
   *
   * @param time when
   * @param viewer with its last figures
   */
  @Experimental(
      since = "0.9.0",
      until = "administration and metrics have been in use for a release")
  record PlayEnded(Instant time, ViewerInfo viewer) implements ServerEvent {}

  /**
   * Viewers of a stream were too slow, and missed frames.
   *
   * @param time when that was noticed
   * @param stream which
   * @param frames how many were missed since it was told of last, summed over all viewers
   */
  @Experimental(
      since = "0.9.0",
      until = "administration and metrics have been in use for a release")
  record FramesDropped(Instant time, StreamKey stream, long frames) implements ServerEvent {}

  /**
   * A recording's file was opened.
   *
   * @param time when
   * @param recording as it begins
   */
  @Experimental(
      since = "0.9.0",
      until = "administration and metrics have been in use for a release")
  record RecordingBegun(Instant time, RecordingInfo recording) implements ServerEvent {}

  /**
   * A recording's file is finished.
   *
   * @param time when
   * @param recording with its last figures
   * @param complete whether all went well
   */
  @Experimental(
      since = "0.9.0",
      until = "administration and metrics have been in use for a release")
  record RecordingEnded(Instant time, RecordingInfo recording, boolean complete)
      implements ServerEvent {}

  /**
   * A plugin has been started.
   *
   * @param time when
   * @param plugin its id
   * @param version its version
   */
  @Experimental(
      since = "0.9.0",
      until = "administration and metrics have been in use for a release")
  record PluginStarted(Instant time, String plugin, String version) implements ServerEvent {}

  /**
   * A plugin has been unloaded.
   *
   * @param time when
   * @param plugin its id
   * @param version its version
   */
  @Experimental(
      since = "0.9.0",
      until = "administration and metrics have been in use for a release")
  record PluginUnloaded(Instant time, String plugin, String version) implements ServerEvent {}

  /**
   * The listener has not kept up.
   *
   * @param time when it was noticed first
   * @param count events that it was not told of
   */
  @Experimental(
      since = "0.9.0",
      until = "administration and metrics have been in use for a release")
  record EventsLost(Instant time, long count) implements ServerEvent {}
}
