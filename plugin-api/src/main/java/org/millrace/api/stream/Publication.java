package org.millrace.api.stream;

import io.netty.channel.EventLoop;
import org.millrace.api.contract.HostImplemented;
import org.millrace.api.contract.Stable;
import org.millrace.api.media.MediaFrame;

/**
 * The writing side of a live stream. Implemented by the host.
 *
 * <p>{@link #write} and {@link #flush} are called on the publication's event loop alone; {@link
 * #close} may be called by any thread.
 */
@Stable(since = "0.9.0")
@HostImplemented
public interface Publication {

  /**
   * What is published.
   *
   * @return the key
   */
  StreamKey key();

  /**
   * The event loop on which frames are written.
   *
   * @return the loop given to {@link StreamRegistry#publish}
   */
  EventLoop eventLoop();

  /**
   * The stream.
   *
   * @return its read-only view
   */
  LiveStream stream();

  /**
   * Appends a frame, in decoding order. The first frame of a track, and every change of its {@link
   * MediaFrame#track()}, tells the engine of the track. Times that jump are mapped on to a
   * continuous, monotone timeline.
   *
   * <p>Subscribers see the frame after {@link #flush}.
   *
   * @param frame ownership passes to the publication, also when it is closed
   */
  void write(MediaFrame frame);

  /**
   * Hands everything written since the last flush to the subscribers, as one batch. Call it once
   * after all frames of one read; cheap when nothing was written.
   */
  void flush();

  /**
   * Whether frames are still taken.
   *
   * @return false after the end, by whomever
   */
  boolean isOpen();

  /**
   * Ends the publication, after what was written has been flushed. Idempotent. The owner is not
   * called back.
   *
   * @param reason is given to the stream's listeners and logged
   */
  void close(CloseReason reason);
}
