/**
 * The chunk layer: how messages are cut into chunks, and put together again (Adobe's RTMP
 * specification 1.0, section 5.3).
 *
 * <p>Starting points: {@link org.millrace.rtmp.chunk.ChunkDecoder} for what comes in, {@link
 * org.millrace.rtmp.chunk.ChunkWriter} for what goes out, {@link
 * org.millrace.rtmp.chunk.RawMessage} for what lies between this layer and the next.
 *
 * <p>Nothing here knows what a message means, but for the two that change how chunks are read: Set
 * Chunk Size and Abort.
 */
@NullMarked
package org.millrace.rtmp.chunk;

import org.jspecify.annotations.NullMarked;
