package org.millrace.api.stream;

import org.millrace.api.contract.PluginImplemented;
import org.millrace.api.contract.Stable;

/** Is told of streams that come and go. */
@Stable(since = "0.9.0")
@PluginImplemented
public interface StreamListener {
  /**
   * A publisher began.
   *
   * @param stream has no tracks yet
   */
  default void onPublished(LiveStream stream) {}

  /**
   * A publisher ended; the stream's subscribers, if any, wait for the next one.
   *
   * @param stream the statistics are final
   * @param reason why
   */
  default void onUnpublished(LiveStream stream, CloseReason reason) {}
}
