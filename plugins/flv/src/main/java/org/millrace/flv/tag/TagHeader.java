package org.millrace.flv.tag;

import org.millrace.api.media.Codec;

/**
 * The header of an audio or video tag body, legacy or extended, read.
 *
 * @param content what the body holds
 * @param codec of the track; of {@link Content#METADATA} and {@link Content#SIGNAL} a data codec
 * @param trackId 0 in all tags but those of multitrack
 * @param flags KEY and DISCARDABLE of {@link org.millrace.api.media.MediaFrame}
 * @param compositionMillis presentation time less decoding time
 * @param nanos what to add to the timestamp, in nanoseconds
 * @param length bytes of the header: what follows is the payload
 */
record TagHeader(
    Content content,
    Codec codec,
    int trackId,
    int flags,
    int compositionMillis,
    int nanos,
    int length) {

  /** What a body holds. */
  enum Content {
    /** A decoder configuration. */
    CONFIG,
    /** A coded frame. */
    FRAME,
    /** Nothing: the sequence ends. */
    END,
    /** What describes the track beside its configuration, and is kept like it. */
    METADATA,
    /** Something that is neither, passed on as it is. */
    SIGNAL
  }

  /** A body that is passed on whole. */
  static TagHeader signal(Codec codec) {
    return new TagHeader(Content.SIGNAL, codec, 0, 0, 0, 0, 0);
  }
}
