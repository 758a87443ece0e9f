package org.millrace.server.stream;

import io.netty.buffer.ByteBuf;

/**
 * The wire form of a run of frames in one contiguous buffer, which it owns.
 *
 * @param bytes what was encoded, one frame after the other
 * @param end the place behind the last frame
 * @param length of the bytes
 * @param frames how many frames there are, those not counted that the encoder leaves out
 * @param headers in force behind the last frame
 */
record EncodedRun(ByteBuf bytes, long end, int length, int frames, Headers headers) {}
