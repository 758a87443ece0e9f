/**
 * Synthetic streams: H.264 and AAC that every decoder takes, of any bitrate, whose pictures say
 * when they were sent.
 *
 * <p>Starting points: {@link org.millrace.stresstest.media.SyntheticStream} makes the bodies of FLV
 * tags; {@link org.millrace.stresstest.media.FrameStamp} is what a player finds in them.
 *
 * <p>Each object is for one thread, or immutable.
 */
@NullMarked
package org.millrace.stresstest.media;

import org.jspecify.annotations.NullMarked;
