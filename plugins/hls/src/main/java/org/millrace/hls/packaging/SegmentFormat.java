package org.millrace.hls.packaging;

import org.millrace.api.media.Track;

/** A container for segments. */
public sealed interface SegmentFormat permits FragmentFormat, TransportFormat {

  /**
   * Whether a track can be carried.
   *
   * @param track with its configuration
   * @return false for codecs that the container does not know, and while the configuration is not
   *     there
   */
  boolean carries(Track track);

  /**
   * Names the codec.
   *
   * @param track one that can be carried
   * @return its entry in lists of codecs, RFC 6381
   */
  String codecs(Track track);
}
