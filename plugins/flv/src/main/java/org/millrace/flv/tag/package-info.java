/**
 * FLV tag bodies and media frames: the <a
 * href="https://rtmp.veriskope.com/pdf/video_file_format_spec_v10_1.pdf">FLV file format</a>, Annex
 * E, and <a href="https://veovera.org/docs/enhanced/enhanced-rtmp-v2">Enhanced RTMP</a> v1 and v2,
 * which extends it. RTMP messages of types 8, 9 and 18 have the same bodies.
 *
 * <p>Starting points: {@link org.millrace.flv.tag.FlvDemuxer} makes frames of bodies, {@link
 * org.millrace.flv.tag.FlvBodies} makes bodies of frames. A frame that came from a body keeps it,
 * so that it goes out as it came in, bit by bit.
 */
@NullMarked
package org.millrace.flv.tag;

import org.jspecify.annotations.NullMarked;
