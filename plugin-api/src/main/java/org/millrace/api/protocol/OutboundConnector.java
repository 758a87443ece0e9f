package org.millrace.api.protocol;

import java.net.InetSocketAddress;
import java.util.concurrent.CompletionStage;
import org.millrace.api.config.ConfigNode;

/** Opens connections to other servers. Implemented by the host; safe for use by any thread. */
public interface OutboundConnector {

  /**
   * Opens a connection and puts a chain on it.
   *
   * @param chain the chain's name, such as {@code outboundRtmp}
   * @param remote resolved without blocking an event loop if it is unresolved
   * @param application the application that {@link ConnectionContext#connect} will ask
   * @param settings what {@link ConnectionContext#settings()} will give
   * @return completed on the connection's event loop when it is open and its layers are in place;
   *     exceptionally if the chain is unknown or the peer cannot be reached
   */
  CompletionStage<ConnectionContext> connect(
      String chain, InetSocketAddress remote, String application, ConfigNode.Table settings);
}
