package org.millrace.rtmp.play;

import io.netty.buffer.ByteBuf;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.millrace.api.stream.CloseReason;
import org.millrace.api.stream.Subscriber;
import org.millrace.api.stream.Subscription;
import org.millrace.flv.amf.AmfValue;
import org.millrace.rtmp.message.MessageOutput;
import org.millrace.rtmp.message.RtmpMessage.Data;
import org.millrace.rtmp.message.RtmpMessage.UserControl;
import org.millrace.rtmp.message.Status;
import org.millrace.rtmp.message.StatusCode;
import org.millrace.rtmp.message.UserControlEvent;

/** Sends a live stream on one message stream of a connection. */
public final class RtmpPlayer implements Subscriber {

  private enum State {
    /** Made, but {@link #start} has not been called. */
    NEW,
    /** No publisher is there. To PLAYING by onPublished. */
    WAITING,
    /** Frames are sent, or dropped while it is paused. To WAITING by onUnpublished. */
    PLAYING,
    /** Ended by either side. No way out. */
    CLOSED
  }

  /** Taken from the stream at a time; a socket's queue is not much longer. */
  private static final int BATCH_BYTES = 64 * 1024;

  private final MessageOutput output;
  private final PlayerChannel channel;
  private final boolean unpublishNotify;
  private final Consumer<CloseReason> onClosed;
  private State state = State.NEW;
  private boolean paused;
  private boolean draining;
  private boolean full;
  private RtmpFrameEncoder encoder;
  private @Nullable Subscription subscription;

  /** Sends statuses on the player's message stream. */
  public interface PlayerChannel {
    /**
     * The message stream.
     *
     * @return its id
     */
    int streamId();

    /**
     * Sends a status with the next flush.
     *
     * @param status what to say
     */
    void status(Status status);
  }

  /**
   * A player; it is the subscriber to play with, and then has to be {@link #start}ed.
   *
   * @param output where bytes go
   * @param channel where statuses go
   * @param encoder for sound and pictures
   * @param unpublishNotify whether to tell that the publisher has gone
   * @param onClosed is told when the host has ended the subscription
   */
  public RtmpPlayer(
      MessageOutput output,
      PlayerChannel channel,
      RtmpFrameEncoder encoder,
      boolean unpublishNotify,
      Consumer<CloseReason> onClosed) {
    this.output = output;
    this.channel = channel;
    this.encoder = encoder;
    this.unpublishNotify = unpublishNotify;
    this.onClosed = onClosed;
  }

  /**
   * Begins: tells the client, also if no publisher is there yet, and sends what is there.
   *
   * @param newSubscription where frames come from
   */
  public void start(Subscription newSubscription) {
    subscription = newSubscription;
    full = !output.isWritable();
    state = newSubscription.stream().isLive() ? State.PLAYING : State.WAITING;
    begin();
    channel.status(new Status(StatusCode.PLAY_RESET, "reset..."));
    announceStart();
    output.flush();
    drain();
  }

  private void begin() {
    output.send(new UserControl(UserControlEvent.STREAM_BEGIN, channel.streamId()));
  }

  private void announceStart() {
    channel.status(new Status(StatusCode.PLAY_START, "start..."));
    output.send(
        new Data(
            channel.streamId(),
            List.of(AmfValue.of("|RtmpSampleAccess"), AmfValue.of(false), AmfValue.of(false))));
  }

  @Override
  public void onPublished(Subscription from) {
    if (state != State.WAITING) {
      return;
    }
    state = State.PLAYING;
    begin();
    channel.status(
        new Status(StatusCode.PLAY_PUBLISH_NOTIFY, from.key().name() + " is now published"));
    output.flush();
  }

  @Override
  public void onUnpublished(Subscription from) {
    if (state != State.PLAYING) {
      return;
    }
    onFrames(from);
    if (unpublishNotify) {
      state = State.WAITING;
      channel.status(new Status(StatusCode.PLAY_UNPUBLISH_NOTIFY, "unpublished..."));
      output.flush();
    }
  }

  @Override
  public void onFrames(Subscription from) {
    if (paused) {
      from.skipToLive();
    } else {
      drain();
    }
  }

  /**
   * The socket's queue is full, or has room again.
   *
   * @param writable whether it has room
   */
  public void onWritability(boolean writable) {
    full = !writable;
    if (writable && !paused) {
      drain();
    }
  }

  /**
   * Sends what is there while the socket takes it. The hot path: per viewer and batch one write and
   * one flush of bytes that exist already, and nothing else. That the socket is full is told, not
   * asked, because asking touches memory that is in no cache when a thousand viewers are served.
   */
  private void drain() {
    Subscription from = subscription;
    // Flushing makes the channel writable, and that calls back.
    if (from == null || draining) {
      return;
    }
    draining = true;
    try {
      ByteBuf bytes;
      while (!full && (bytes = from.poll(encoder, BATCH_BYTES)) != null) {
        output.write(bytes);
        output.flush();
      }
    } finally {
      draining = false;
    }
  }

  /**
   * Pauses or goes on. What comes in a pause is dropped; then it goes on with a key frame.
   *
   * @param pause whether to pause
   */
  public void pause(boolean pause) {
    if (pause) {
      channel.status(new Status(StatusCode.PAUSE_NOTIFY, "Pausing..."));
    } else {
      channel.status(new Status(StatusCode.UNPAUSE_NOTIFY, "Un-pausing..."));
    }
    if (paused && !pause) {
      skipToLive();
    }
    paused = pause;
  }

  /**
   * Turns sound on or off.
   *
   * @param wanted whether the client wants it
   */
  public void receiveAudio(boolean wanted) {
    receive(
        new RtmpFrameEncoder(encoder.chunks(), encoder.streamId(), wanted, encoder.wantsVideo()),
        wanted);
  }

  /**
   * Turns pictures on or off. They come back with a key frame.
   *
   * @param wanted whether the client wants them
   */
  public void receiveVideo(boolean wanted) {
    receive(
        new RtmpFrameEncoder(encoder.chunks(), encoder.streamId(), encoder.wantsAudio(), wanted),
        wanted);
  }

  private void receive(RtmpFrameEncoder newEncoder, boolean wanted) {
    if (!newEncoder.equals(encoder)) {
      encoder = newEncoder;
      if (wanted) {
        skipToLive();
      }
    }
    if (wanted && subscription != null) {
      // 7.2.2.4 and 7.2.2.5: turning on is answered, turning off is not.
      channel.status(new Status(StatusCode.SEEK_NOTIFY, "seeking..."));
      channel.status(new Status(StatusCode.PLAY_START, "start..."));
    }
  }

  private void skipToLive() {
    if (subscription != null) {
      subscription.skipToLive();
    }
  }

  /** Ends playing on the client's wish; nothing is sent. */
  public void close() {
    state = State.CLOSED;
    Subscription closing = subscription;
    subscription = null;
    if (closing != null) {
      closing.close();
    }
  }

  @Override
  public void onClosed(Subscription from, CloseReason reason) {
    state = State.CLOSED;
    subscription = null;
    if (reason == CloseReason.TOO_SLOW) {
      channel.status(
          new Status(StatusCode.PLAY_INSUFFICIENT_BANDWIDTH, "Data is taken too slowly"));
    }
    channel.status(new Status(StatusCode.PLAY_STOP, "stop..."));
    output.send(new UserControl(UserControlEvent.STREAM_EOF, channel.streamId()));
    output.flush();
    onClosed.accept(reason);
  }
}
