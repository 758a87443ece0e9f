package org.millrace.hls.segment;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.millrace.api.stream.StreamKey;

/**
 * The live streams that are cut into CMAF segments. Offered by the plugin {@code hls} as a service;
 * safe for use by any thread. No permission is asked here.
 */
public interface SegmentedStreams {

  /**
   * Finds a stream that is being cut.
   *
   * @param key the stream
   * @return empty if nobody has asked for it
   */
  Optional<SegmentedStream> find(StreamKey key);

  /**
   * Has a stream cut, from now on if it is not already.
   *
   * @param key the stream
   * @return completed, by any thread, when playing can begin; or exceptionally with {@link
   *     org.millrace.http.HttpException}: status 404 if nobody publishes it, 503 if it does not
   *     begin in time
   */
  CompletionStage<SegmentedStream> open(StreamKey key);
}
