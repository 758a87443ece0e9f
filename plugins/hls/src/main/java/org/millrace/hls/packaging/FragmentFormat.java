package org.millrace.hls.packaging;

import io.netty.buffer.ByteBuf;
import java.util.List;
import org.millrace.api.media.MediaFrame;
import org.millrace.api.media.Track;

/** A container whose segments hold one track each, and refer to a header: CMAF. */
public non-sealed interface FragmentFormat extends SegmentFormat {

  /**
   * Begins to package a track.
   *
   * @param track one that can be carried
   * @return makes its header and chunks
   */
  Fragmenter fragmenter(Track track);

  /** Packages one track. */
  interface Fragmenter {

    /**
     * Makes the header.
     *
     * @return ownership passes
     */
    ByteBuf header();

    /**
     * Makes a chunk.
     *
     * @param sequence grows by one with each chunk of the track; begins at 1
     * @param frames in decoding order, at least one; borrowed
     * @param end where the last one ends; ticks
     * @return ownership passes
     */
    ByteBuf chunk(long sequence, List<MediaFrame> frames, long end);
  }
}
