/**
 * What segments are made with: CMAF chunks by the plugin {@code mp4}, MPEG-TS by the plugin {@code
 * mpegts}, AES-128.
 *
 * <p>Starting points: {@link org.millrace.hls.packaging.FragmentFormat} and {@link
 * org.millrace.hls.packaging.TransportFormat} say what is needed of a container, {@link
 * org.millrace.hls.packaging.SegmentCipher} encrypts.
 *
 * <p>Formats are safe for use by any thread; a {@link
 * org.millrace.hls.packaging.TransportFormat.Muxer} belongs to one.
 */
@NullMarked
package org.millrace.hls.packaging;

import org.jspecify.annotations.NullMarked;
