/**
 * Messages and what they mean (Adobe's RTMP specification, sections 5.4, 6 and 7.1).
 *
 * <p>Starting points: {@link org.millrace.rtmp.message.RtmpMessage}, all that a peer can say;
 * {@link org.millrace.rtmp.message.MessageDecoder} makes them of raw messages; {@link
 * org.millrace.rtmp.message.MessageOutput} sends them.
 */
@NullMarked
package org.millrace.rtmp.message;

import org.jspecify.annotations.NullMarked;
