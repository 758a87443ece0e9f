package org.millrace.hls.segment;

import io.netty.channel.EventLoop;
import java.util.Optional;
import org.millrace.api.stream.StreamKey;
import org.millrace.api.stream.StreamRegistry;

/**
 * A live stream that is being cut into segments. Implemented by the plugin {@code hls}; safe for
 * use by any thread.
 */
public interface SegmentedStream {

  /**
   * Its identity.
   *
   * @return the key
   */
  StreamKey key();

  /**
   * Tells this run of the stream from earlier and later ones of the same key, which count their
   * segments anew.
   *
   * @return letters and digits
   */
  String epoch();

  /**
   * Where it is cut, and its listeners are called.
   *
   * @return one of the server's loops
   */
  EventLoop eventLoop();

  /**
   * What can be had now.
   *
   * @return a snapshot
   */
  StreamWindow window();

  /**
   * A complete segment. It can be fetched for a while after it is no longer listed.
   *
   * @param rendition name of its rendition
   * @param number its number
   * @return empty if it is not there, or not there any more
   */
  Optional<Segment> segment(String rendition, long number);

  /** Says that somebody watches. A stream that is cut on demand ends when nobody does. */
  void touch();

  /**
   * Calls a listener from now on, and at once with the present window.
   *
   * @param listener called on the stream's event loop
   * @return closing it ends the calls
   */
  StreamRegistry.Registration addListener(SegmentListener listener);
}
