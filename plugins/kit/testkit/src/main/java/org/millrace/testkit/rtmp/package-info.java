/**
 * RTMP from the client's side, as tests want it: each call waits, and what the server says is kept.
 *
 * <p>Starting points: {@link org.millrace.testkit.rtmp.RtmpPeer} is a connection, {@link
 * org.millrace.testkit.rtmp.PublishedStream} and {@link org.millrace.testkit.rtmp.PlayedStream} are
 * what it publishes and plays.
 *
 * <p>Any thread may call; each connection has an event loop of its own. Waiting ends after 10 s
 * with an {@link java.lang.AssertionError}.
 */
@NullMarked
package org.millrace.testkit.rtmp;

import org.jspecify.annotations.NullMarked;
