package org.millrace.rtmp.chunk;

import io.netty.buffer.ByteBuf;

/**
 * A message whose payload has not been looked at.
 *
 * @param chunkStreamId the chunk stream that carries it, 2 to 65599
 * @param typeId the message type's wire id
 * @param streamId the message stream, 0 for the connection itself
 * @param timestamp milliseconds, unsigned 32 bit: wraps after 49.7 days
 * @param payload exactly the message's bytes; owned by whoever holds the message
 */
public record RawMessage(
    int chunkStreamId, int typeId, int streamId, long timestamp, ByteBuf payload) {}
