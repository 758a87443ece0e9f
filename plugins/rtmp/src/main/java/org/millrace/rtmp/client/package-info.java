/**
 * RTMP as a client: to play from other servers, or to publish to them. For other plugins.
 *
 * <pre>{@code
 * RtmpUri uri = RtmpUri.parse("rtmp://example.org/live/studio");
 * new RtmpDialer(context.connector(), "relay", settings)
 *     .connect(uri)
 *     .thenCompose(client -> client.play(uri.stream(), listener));
 * }</pre>
 *
 * <p>Starting points: {@link org.millrace.rtmp.client.RtmpDialer} opens connections, {@link
 * org.millrace.rtmp.client.RtmpClient} is one, {@link org.millrace.rtmp.client.ClientStream} is
 * what it plays or publishes, {@link org.millrace.rtmp.client.StreamListener} hears of it.
 *
 * <p>All of a connection happens on its channel's event loop: stages are completed there, listeners
 * are called there, and methods are to be called there, unless they say otherwise. Nothing blocks.
 */
@NullMarked
package org.millrace.rtmp.client;

import org.jspecify.annotations.NullMarked;
