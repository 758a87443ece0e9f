/**
 * RTMP: publish and play (Adobe's RTMP specification 1.0 and Enhanced RTMP v2).
 *
 * <p>The way of a connection's bytes, one package after the other:
 *
 * <pre>
 * handshake  -> chunk         -> message         -> session, command  -> publish | play
 * 3 packets     chunks to raw    raw to typed       who is it, what      frames in | bytes out
 *               messages         messages           does it want
 * </pre>
 *
 * <p>Starting points: {@link org.millrace.rtmp.plugin.RtmpLayer} puts the handlers on a connection;
 * {@link org.millrace.rtmp.session.SessionHandler} is where its messages arrive; {@link
 * org.millrace.rtmp.RtmpSettings} has every setting and limit.
 *
 * <p>All of a connection happens on its event loop; nothing is shared between connections but
 * constants and the settings.
 */
@NullMarked
package org.millrace.rtmp;

import org.jspecify.annotations.NullMarked;
