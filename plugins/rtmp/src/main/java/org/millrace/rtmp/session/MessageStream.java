package org.millrace.rtmp.session;

import org.jspecify.annotations.Nullable;
import org.millrace.rtmp.message.Status;
import org.millrace.rtmp.message.StatusCode;
import org.millrace.rtmp.play.RtmpPlayer;
import org.millrace.rtmp.publish.RtmpPublisher;

/** A message stream that the client has created: idle, or publishing, or playing. */
public final class MessageStream implements RtmpPlayer.PlayerChannel {
  private final RtmpSession session;
  private final int streamId;
  private String name = "";
  private @Nullable RtmpPublisher publisher;
  private @Nullable RtmpPlayer player;

  MessageStream(RtmpSession session, int streamId) {
    this.session = session;
    this.streamId = streamId;
  }

  @Override
  public int streamId() {
    return streamId;
  }

  /**
   * What is or was last published or played here.
   *
   * @return the live stream's name; "" if there was none yet
   */
  public String name() {
    return name;
  }

  /**
   * Who publishes here.
   *
   * @return null if nobody does
   */
  public @Nullable RtmpPublisher publisher() {
    return publisher;
  }

  /**
   * Who plays here.
   *
   * @return null if nobody does
   */
  public @Nullable RtmpPlayer player() {
    return player;
  }

  /**
   * Whether neither is there.
   *
   * @return true if the stream can be used
   */
  public boolean isIdle() {
    return publisher == null && player == null;
  }

  /**
   * Says what this stream is about to be used for, so that statuses name it.
   *
   * @param newName the live stream's name
   */
  public void prepare(String newName) {
    name = newName;
  }

  /**
   * Publishes here from now on.
   *
   * @param newPublisher has been started
   */
  public void use(RtmpPublisher newPublisher) {
    publisher = newPublisher;
  }

  /**
   * Plays here from now on.
   *
   * @param newPlayer is about to be started
   */
  public void use(RtmpPlayer newPlayer) {
    player = newPlayer;
  }

  @Override
  public void status(Status status) {
    String clientId = session.connection().id() + "_" + streamId;
    session.output().send(status.onStatus(streamId, name, clientId));
  }

  /** Tells the client that what it published here is published no more. */
  public void tellUnpublished() {
    status(new Status(StatusCode.UNPUBLISH_SUCCESS, name + " is now unpublished"));
  }

  /** Ends what is going on here as the client wishes; a publisher is told. */
  public void end() {
    if (publisher != null) {
      tellUnpublished();
    }
    close();
  }

  /** Ends what is going on here; the stream can be used again. */
  public void close() {
    RtmpPublisher closingPublisher = publisher;
    RtmpPlayer closingPlayer = player;
    forget();
    if (closingPublisher != null) {
      closingPublisher.close();
    }
    if (closingPlayer != null) {
      closingPlayer.close();
    }
  }

  /** Notes that what was going on here has been ended by the host. */
  void forget() {
    publisher = null;
    player = null;
  }
}
