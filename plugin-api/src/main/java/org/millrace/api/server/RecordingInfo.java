package org.millrace.api.server;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.millrace.api.contract.Experimental;
import org.millrace.api.stream.StreamKey;

/**
 * One recording at one moment.
 *
 * @param id such as {@code r4}
 * @param stream what is recorded
 * @param file absolute
 * @param append whether it goes on at the end of a file that was there
 * @param begun when its first frame was written; empty before
 * @param frames written up to now
 * @param bytes of these frames, without what the format adds
 */
@Experimental(since = "0.9.0", until = "administration and metrics have been in use for a release")
public record RecordingInfo(
    String id,
    StreamKey stream,
    Path file,
    boolean append,
    Optional<Instant> begun,
    long frames,
    long bytes) {}
