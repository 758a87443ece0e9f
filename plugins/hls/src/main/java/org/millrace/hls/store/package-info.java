/**
 * Where segments are kept: in memory, or in files.
 *
 * <p>Starting points: {@link org.millrace.hls.store.SegmentStore}; {@link
 * org.millrace.hls.store.BufferBytes} and {@link org.millrace.hls.store.FileBytes} are what is
 * handed out.
 *
 * <p>A store is used on its stream's event loop; files are written and deleted on the file loops.
 */
@NullMarked
package org.millrace.hls.store;

import org.jspecify.annotations.NullMarked;
