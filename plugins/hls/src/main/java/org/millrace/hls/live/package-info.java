/**
 * Cuts live streams into segments.
 *
 * <p>Starting points: {@link org.millrace.hls.live.Segmenters} begins and ends the cutting of
 * streams; {@link org.millrace.hls.live.LiveSegmenter} is the subscriber of one stream; {@link
 * org.millrace.hls.live.Cutter} decides where segments begin, and {@link
 * org.millrace.hls.live.RenditionBuilder} makes them.
 *
 * <p>All of one stream happens on one event loop, but for what is marked otherwise.
 */
@NullMarked
package org.millrace.hls.live;

import org.jspecify.annotations.NullMarked;
