package org.millrace.api.server;

import org.millrace.api.contract.Experimental;
import org.millrace.api.contract.PluginImplemented;

/** Is told of what happens in the server. */
@Experimental(since = "0.9.0", until = "administration and metrics have been in use for a release")
@PluginImplemented
@FunctionalInterface
public interface ServerListener {

  /**
   * Something has happened. Called on the thread of the plugin's {@link
   * org.millrace.api.plugin.PluginContext#scheduler()}, one event after the other in the order in
   * which they happened. While it does not keep up a bounded number of events waits; of more it is
   * told by {@link ServerEvent.EventsLost}.
   *
   * @param event what
   */
  void onEvent(ServerEvent event);
}
