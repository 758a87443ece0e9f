/**
 * FLV as it comes over a connection, whatever carries it.
 *
 * <p>Starting point: {@link org.millrace.flv.stream.FlvStreamReader}, bytes to frames. One source
 * is read by one thread at a time.
 */
@NullMarked
package org.millrace.flv.stream;

import org.jspecify.annotations.NullMarked;
