/**
 * Publishing: messages of one message stream become frames of a live stream.
 *
 * <p>Starting point: {@link org.millrace.rtmp.publish.RtmpPublisher}.
 */
@NullMarked
package org.millrace.rtmp.publish;

import org.jspecify.annotations.NullMarked;
