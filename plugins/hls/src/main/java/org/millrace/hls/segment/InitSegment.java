package org.millrace.hls.segment;

import org.millrace.api.media.Track;

/**
 * What a decoder has to have before the segments that refer to it: the CMAF header of one track.
 *
 * @param index counted from 0 within its rendition
 * @param track what it describes
 * @param codecs the track's entry in lists of codecs, RFC 6381
 * @param bytes never dropped
 */
public record InitSegment(int index, Track track, String codecs, MediaBytes bytes) {}
