/**
 * One connection after its handshake: who is it, which message streams does it have, and what does
 * each of them do.
 *
 * <p>Starting points: {@link org.millrace.rtmp.session.SessionHandler}, where messages arrive;
 * {@link org.millrace.rtmp.session.RtmpSession}, the connection's state; {@link
 * org.millrace.rtmp.session.MessageStream}, a place to publish or to play on.
 */
@NullMarked
package org.millrace.rtmp.session;

import org.jspecify.annotations.NullMarked;
