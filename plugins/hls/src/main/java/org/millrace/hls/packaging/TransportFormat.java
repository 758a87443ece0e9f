package org.millrace.hls.packaging;

import io.netty.buffer.ByteBuf;
import java.util.List;
import org.millrace.api.media.MediaFrame;
import org.millrace.api.media.Track;

/** A container whose segments hold all tracks, and need nothing else: MPEG-TS. */
public non-sealed interface TransportFormat extends SegmentFormat {

  /**
   * Begins to multiplex.
   *
   * @param tracks those that can be carried
   * @return for one thread
   */
  Muxer muxer(List<Track> tracks);

  /** Multiplexes a stream; counters run on over its segments. */
  interface Muxer {

    /**
     * Begins another period: what follows does not continue what was.
     *
     * @param tracks those that can be carried
     */
    void restart(List<Track> tracks);

    /**
     * Changes the tracks, in the middle of a segment, too: programme tables.
     *
     * @param tracks those that can be carried
     * @param out borrowed
     */
    void change(List<Track> tracks, ByteBuf out);

    /**
     * Begins a segment: programme tables.
     *
     * @param out borrowed
     */
    void begin(ByteBuf out);

    /**
     * Writes a frame.
     *
     * @param frame of one of the tracks; borrowed
     * @param out borrowed
     */
    void write(MediaFrame frame, ByteBuf out);
  }
}
