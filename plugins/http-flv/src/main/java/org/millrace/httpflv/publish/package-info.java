/**
 * Publishing: an encoder sends FLV as the body of a request, as it makes it ({@code ffmpeg -f flv
 * -method POST http://...}, {@code curl -T}).
 *
 * <p>Starting points: {@link org.millrace.httpflv.publish.PublishHandler}, {@link
 * org.millrace.httpflv.publish.FlvUpload}. Everything of a request happens on its connection's
 * event loop.
 */
@NullMarked
package org.millrace.httpflv.publish;

import org.jspecify.annotations.NullMarked;
