package org.millrace.api.stream;

import org.millrace.api.contract.Experimental;
import org.millrace.api.contract.PluginImplemented;

/**
 * A subscriber by which many may watch, such as one that cuts the stream into files for all. In the
 * figures of the stream it counts as those that do.
 */
@Experimental(since = "0.9.0", until = "a second format that is fetched in files uses it")
@PluginImplemented
public interface Audience extends Subscriber {

  /**
   * How many watch at present. Called by any thread, often; must not block.
   *
   * @return 0 if nobody does, though the subscription goes on
   */
  int viewers();
}
