/**
 * Multiplexing (ISO/IEC 13818-1): {@link org.millrace.mpegts.mux.TsMuxer} makes packets of 188
 * bytes of frames. The steps: a {@link org.millrace.mpegts.mux.ElementaryStream} turns a frame into
 * what the standard carries (byte streams of NAL units, ADTS), {@link
 * org.millrace.mpegts.mux.PesHeader} gives it times, {@link org.millrace.mpegts.mux.Packetizer}
 * cuts it. One thread at a time.
 */
@NullMarked
package org.millrace.mpegts.mux;

import org.jspecify.annotations.NullMarked;
