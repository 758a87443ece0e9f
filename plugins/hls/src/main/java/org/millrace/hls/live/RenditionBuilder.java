package org.millrace.hls.live;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.millrace.api.media.MediaFrame;
import org.millrace.api.media.MediaTime;
import org.millrace.api.media.Track;
import org.millrace.hls.segment.Rendition;
import org.millrace.hls.segment.Segment;

/**
 * Makes the segments of one rendition. It is told of boundaries by the cutter, and begins the next
 * segment with its own first frame behind one.
 */
abstract class RenditionBuilder {
  /** A track that has not come to a boundary after this time is taken for silent. */
  private static final long PATIENCE = MediaTime.of(Duration.ofSeconds(1));

  private final String name;
  private final Deque<Boundary> ahead = new ArrayDeque<>();
  private boolean hasBegun;

  RenditionBuilder(String name) {
    this.name = name;
  }

  final String name() {
    return name;
  }

  /** Whether frames of this track can follow without a discontinuity. */
  abstract boolean fits(Track track);

  /** Takes the tracks as they are now; between two periods. */
  abstract void retrack(Collection<Track> known);

  /** Whether a segment is being made. */
  abstract boolean isOpen();

  /** Whether there is something in it. */
  abstract boolean hasFrames();

  /** Begins a segment. */
  abstract void begin(Boundary boundary, long start);

  /** Ends the segment that is being made. */
  abstract void end(long time);

  /** Whether a segment may begin with this frame. */
  abstract boolean mayBeginWith(MediaFrame frame);

  /** Adds a frame to the segment that is being made. */
  abstract void add(MediaFrame frame);

  /** Where the newest frame ends, as far as can be known; the segment's start if it has none. */
  abstract long edge();

  /** How much the segment that is being made has. */
  abstract long openBytes();

  abstract Rendition snapshot();

  /** Any thread. */
  abstract Optional<Segment> find(long number);

  /** Lets go of all segments. */
  abstract void close();

  /** A segment begins at the leading track. */
  final void offer(Boundary boundary) {
    if (!hasBegun) {
      ahead.clear();
    }
    ahead.add(boundary);
  }

  /**
   * Takes a frame.
   *
   * @param frame on the stream's timeline; borrowed
   */
  final void accept(MediaFrame frame) {
    while (isBeyond(frame.dts(), ahead.peek()) && mayBeginWith(frame)) {
      Boundary boundary = ahead.remove();
      boolean hasFollower = isBeyond(frame.dts(), ahead.peek());
      cross(boundary, hasFollower ? Math.max(boundary.time(), edge()) : frame.dts());
    }
    if (isOpen()) {
      add(frame);
    }
  }

  /** Begins the newest segment, whatever the frame is. */
  final void crossAt(long time) {
    while (!ahead.isEmpty()) {
      cross(ahead.remove(), time);
    }
  }

  private static boolean isBeyond(long time, @Nullable Boundary boundary) {
    return boundary != null && time >= boundary.time();
  }

  /** The leading track has come to this time: a track that is far behind is silent. */
  final void leadIsAt(long time) {
    while (hasBegun && isBeyond(time - PATIENCE, ahead.peek())) {
      crossSilently(ahead.remove());
    }
  }

  /** The period ends, for all renditions with the same segment. */
  final void interrupt(long time) {
    while (hasBegun && !ahead.isEmpty()) {
      crossSilently(ahead.remove());
    }
    if (isOpen()) {
      end(hasFrames() ? edge() : Math.max(time, edge()));
    }
  }

  private void crossSilently(Boundary boundary) {
    cross(boundary, Math.max(boundary.time(), edge()));
  }

  private void cross(Boundary boundary, long time) {
    if (isOpen()) {
      end(time);
    }
    hasBegun = true;
    begin(boundary, time);
  }
}
