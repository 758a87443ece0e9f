package org.millrace.rtmp.message;

/** Codes of status objects. */
public enum StatusCode {
  /** The application has accepted the client. */
  CONNECT_SUCCESS("NetConnection.Connect.Success", false),
  /** There is no such application. */
  CONNECT_INVALID_APP("NetConnection.Connect.InvalidApp", true),
  /** The application has not accepted the client. */
  CONNECT_REJECTED("NetConnection.Connect.Rejected", true),
  /** The application, or the server, stops. */
  CONNECT_APP_SHUTDOWN("NetConnection.Connect.AppShutdown", true),
  /** The server could not decide. */
  CONNECT_FAILED("NetConnection.Connect.Failed", true),
  /** A command that nobody knows, or that cannot be carried out. */
  CALL_FAILED("NetConnection.Call.Failed", true),
  /** The stream is published. */
  PUBLISH_START("NetStream.Publish.Start", false),
  /** The name is taken or cannot be used. */
  PUBLISH_BAD_NAME("NetStream.Publish.BadName", true),
  /** The client may not publish that. */
  PUBLISH_DENIED("NetStream.Publish.Denied", true),
  /** The server cannot take the stream. */
  PUBLISH_REJECTED("NetStream.Publish.Rejected", true),
  /** The stream is no longer published. */
  UNPUBLISH_SUCCESS("NetStream.Unpublish.Success", false),
  /** What was played before is over. */
  PLAY_RESET("NetStream.Play.Reset", false),
  /** Playing begins. */
  PLAY_START("NetStream.Play.Start", false),
  /** Playing ends. */
  PLAY_STOP("NetStream.Play.Stop", false),
  /** There is no such stream or file. */
  PLAY_STREAM_NOT_FOUND("NetStream.Play.StreamNotFound", true),
  /** It cannot be played. */
  PLAY_FAILED("NetStream.Play.Failed", true),
  /** The viewer takes less than the stream sends. */
  PLAY_INSUFFICIENT_BANDWIDTH("NetStream.Play.InsufficientBW", true),
  /** A publisher has come. */
  PLAY_PUBLISH_NOTIFY("NetStream.Play.PublishNotify", false),
  /** The publisher has gone. */
  PLAY_UNPUBLISH_NOTIFY("NetStream.Play.UnpublishNotify", false),
  /** Paused. */
  PAUSE_NOTIFY("NetStream.Pause.Notify", false),
  /** Goes on. */
  UNPAUSE_NOTIFY("NetStream.Unpause.Notify", false),
  /** Playing goes on elsewhere. */
  SEEK_NOTIFY("NetStream.Seek.Notify", false),
  /** Playing cannot go on elsewhere. */
  SEEK_FAILED("NetStream.Seek.Failed", true);

  private final String text;
  private final boolean error;

  StatusCode(String text, boolean error) {
    this.text = text;
    this.error = error;
  }

  /**
   * The code as it is sent.
   *
   * @return such as {@code NetStream.Play.Start}
   */
  public String text() {
    return text;
  }

  /**
   * The level as it is sent.
   *
   * @return {@code status} or {@code error}
   */
  public String level() {
    return error ? "error" : "status";
  }
}
