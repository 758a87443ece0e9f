package org.millrace.api.server;

import java.time.Instant;
import org.millrace.api.contract.Experimental;

/**
 * A file in an application's folder for recordings.
 *
 * @param application its name
 * @param path within the folder, segments separated by {@code /}
 * @param bytes its length
 * @param modified when it was written to last
 * @param recording whether it is being written
 */
@Experimental(since = "0.9.0", until = "administration and metrics have been in use for a release")
public record RecordedFile(
    String application, String path, long bytes, Instant modified, boolean recording) {}
