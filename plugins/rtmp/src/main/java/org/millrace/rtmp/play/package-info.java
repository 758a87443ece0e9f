/**
 * Playing: frames of a live stream out to one viewer.
 *
 * <p>Starting points: {@link org.millrace.rtmp.play.RtmpPlayer}, {@link
 * org.millrace.rtmp.play.RtmpFrameEncoder}.
 *
 * <p>The bytes of a frame are made once and shared by all viewers of an event loop. Therefore
 * nothing in them is a viewer's own: timestamps are the stream's, and metadata goes out exactly as
 * the publisher sent it (crtmpserver put a field {@code Server} into it, for which every viewer's
 * metadata had to be made anew).
 */
@NullMarked
package org.millrace.rtmp.play;

import org.jspecify.annotations.NullMarked;
