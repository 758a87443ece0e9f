/**
 * Playing: the form in which a viewer gets a live stream, {@link
 * org.millrace.httpflv.play.FlvForm}, and what makes the bytes that viewers share, {@link
 * org.millrace.httpflv.play.FlvTagEncoder}. The viewer itself is {@link
 * org.millrace.http.live.LivePlayer}.
 *
 * <p>The bytes of a frame are made once for all viewers of an event loop.
 */
@NullMarked
package org.millrace.httpflv.play;

import org.jspecify.annotations.NullMarked;
