package org.millrace.api.protocol;

import java.net.InetSocketAddress;
import java.util.concurrent.CompletionStage;
import org.millrace.api.config.ConfigNode;
import org.millrace.api.contract.Experimental;
import org.millrace.api.contract.HostImplemented;

/** Opens connections to other servers. Implemented by the host; safe for use by any thread. */
@Experimental(since = "0.9.0", until = "HTTP and RTSP use it")
@HostImplemented
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
