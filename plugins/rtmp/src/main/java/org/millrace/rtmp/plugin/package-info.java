/**
 * What the plugin brings to the server: layer {@code rtmp}, chains {@code inboundRtmp} and {@code
 * inboundRtmps}.
 *
 * <p>Starting point: {@link org.millrace.rtmp.plugin.RtmpLayer}, the pipeline of a connection.
 */
@NullMarked
package org.millrace.rtmp.plugin;

import org.jspecify.annotations.NullMarked;
