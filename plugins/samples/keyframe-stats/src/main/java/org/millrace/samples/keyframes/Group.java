package org.millrace.samples.keyframes;

import java.time.Instant;
import org.millrace.api.stream.StreamKey;

/**
 * A group of pictures: a key frame and what follows up to the next.
 *
 * @param stream whose
 * @param began when its key frame came
 * @param millis media time to the next key frame, or to the last frame of the stream
 * @param frames how many, the key frame included
 * @param bytes of all of them
 * @param keyFrameBytes of the key frame
 */
record Group(
    StreamKey stream, Instant began, long millis, int frames, long bytes, int keyFrameBytes) {}
