package org.millrace.rtmp.chunk;

/**
 * What a peer may make us hold for it.
 *
 * @param maxMessageBytes longest message
 * @param maxChunkStreams most chunk streams of a connection
 * @param maxPartialBytes most memory for the messages of a connection that are not complete yet
 */
public record ChunkLimits(int maxMessageBytes, int maxChunkStreams, long maxPartialBytes) {}
