/**
 * The segments that live streams are cut into, for everything that serves segments.
 *
 * <p>Starting points: {@link org.millrace.hls.segment.SegmentedStreams}, which {@link
 * org.millrace.api.plugin.PluginContext#service} gives, finds or begins a {@link
 * org.millrace.hls.segment.SegmentedStream}; its {@link org.millrace.hls.segment.StreamWindow} says
 * what there is at one moment; {@link org.millrace.hls.segment.MediaBytes} are taken to be sent.
 *
 * <p>Each stream is cut on one event loop. What it says of itself is immutable, and may be read by
 * any thread.
 */
@NullMarked
package org.millrace.hls.segment;

import org.jspecify.annotations.NullMarked;
