/**
 * What the plugin brings to the server: layer {@code rtmp} with the chains {@code inboundRtmp} and
 * {@code inboundRtmps}, layer {@code rtmpClient} with {@code outboundRtmp} and {@code
 * outboundRtmps}.
 *
 * <p>Starting point: {@link org.millrace.rtmp.plugin.RtmpLayer}, the pipeline of a connection.
 */
@NullMarked
package org.millrace.rtmp.plugin;

import org.jspecify.annotations.NullMarked;
