/**
 * Live FLV over TCP: an encoder connects and sends an FLV file as it is made ({@code ffmpeg -f flv
 * tcp://...}); it becomes a live stream.
 *
 * <p>Starting points: {@link org.millrace.flv.live.LiveFlvProtocol}, the layer and its chain;
 * {@link org.millrace.flv.live.LiveFlvPublisher}, frames to a publication. Everything of a
 * connection happens on its event loop.
 */
@NullMarked
package org.millrace.flv.live;

import org.jspecify.annotations.NullMarked;
