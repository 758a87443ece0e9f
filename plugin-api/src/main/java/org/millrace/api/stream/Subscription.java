package org.millrace.api.stream;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import org.jspecify.annotations.Nullable;
import org.millrace.api.contract.HostImplemented;
import org.millrace.api.contract.Stable;
import org.millrace.api.media.MediaFrame;

/**
 * A place in a live stream. Implemented by the host. Read on its event loop alone; {@link #close}
 * may be called by any thread.
 *
 * <p>The first frames of a subscription, and the first after a jump or a new publisher where they
 * have changed, are the headers: the newest configuration of each track and the newest metadata,
 * retimed to the frame that follows. That frame is a key frame, if the stream has video.
 *
 * <p>A subscriber reads either frame by frame or in wire form, not both.
 */
@Stable(since = "0.9.0")
@HostImplemented
public interface Subscription {

  /**
   * The stream that is read.
   *
   * @return the key
   */
  StreamKey key();

  /**
   * The event loop of this subscription.
   *
   * @return the loop given to {@link StreamRegistry#subscribe}
   */
  EventLoop eventLoop();

  /**
   * The stream.
   *
   * @return its read-only view
   */
  LiveStream stream();

  /**
   * Takes the next frame.
   *
   * @return the frame, to be released by the caller; null if none is there
   */
  @Nullable MediaFrame poll();

  /**
   * Takes the next frames in wire form. The bytes are made once and shared by all subscriptions of
   * this event loop whose encoders are equal.
   *
   * @param encoder makes the wire form; the same for every call, or the new one's bytes must be
   *     able to follow the old one's
   * @param maxBytes take no more than this if several frames are there; one frame is taken whole
   * @return one contiguous buffer of whole frames, to be released by the caller, not to be
   *     modified; null if no frame is there
   */
  @Nullable ByteBuf poll(FrameEncoder encoder, int maxBytes);

  /**
   * Leaves out what has been written up to now: the next frames are headers and a key frame as at
   * the start with {@link StartMode#KEYFRAME}. For a viewer that had paused.
   */
  void skipToLive();

  /**
   * Figures of this subscription.
   *
   * @return a snapshot; to be called on the event loop
   */
  SubscriptionStatistics statistics();

  /**
   * Whether the subscription has ended.
   *
   * @return true after {@link #close()} or {@link Subscriber#onClosed}
   */
  boolean isClosed();

  /** Ends the subscription; idempotent; the subscriber is not called any more. */
  void close();
}
