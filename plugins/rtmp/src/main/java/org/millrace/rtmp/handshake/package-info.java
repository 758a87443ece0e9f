/**
 * The handshake that every RTMP connection begins with: the simple one of the specification
 * (section 5.2), and the one with digests that Flash Player 9 brought and that many encoders and
 * players use since.
 *
 * <p>Starting points: {@link org.millrace.rtmp.handshake.HandshakeHandler} and {@link
 * org.millrace.rtmp.handshake.ClientHandshakeHandler} have the state machines of the two sides,
 * {@link org.millrace.rtmp.handshake.DigestScheme} knows where digests lie.
 */
@NullMarked
package org.millrace.rtmp.handshake;

import org.jspecify.annotations.NullMarked;
