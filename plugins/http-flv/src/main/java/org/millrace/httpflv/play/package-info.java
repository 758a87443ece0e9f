/**
 * Playing: a live stream out to one viewer, as the body of an answer that ends with the stream, or
 * as binary messages of a WebSocket.
 *
 * <p>Starting points: {@link org.millrace.httpflv.play.PlayHandler}, {@link
 * org.millrace.httpflv.play.FlvPlayer}, {@link org.millrace.httpflv.play.FlvTagEncoder}.
 *
 * <p>A viewer has one event loop, that of its connection. The bytes of a frame are made once and
 * shared by all viewers of a loop.
 */
@NullMarked
package org.millrace.httpflv.play;

import org.jspecify.annotations.NullMarked;
