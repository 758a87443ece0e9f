package org.millrace.api.protocol;

import io.netty.channel.ChannelPipeline;
import java.util.Optional;
import org.millrace.api.contract.Experimental;
import org.millrace.api.contract.PluginImplemented;

/** One layer of a chain. Shared by all connections: it holds no state of a connection. */
@Experimental(since = "0.9.0", until = "HTTP and RTSP use it")
@PluginImplemented
public interface ProtocolLayer {

  /**
   * Its name, unique in the server.
   *
   * @return lower camel case, such as {@code rtmp}
   */
  String name();

  /**
   * Adds this layer's handlers to the end of a new connection's pipeline, each with a name of its
   * own. Called on the connection's event loop, before anything is read; must not block. Handlers
   * that the layer adds or replaces later go next to its own ones: the pipeline's last handler is
   * the host's, and closes the connection when an exception comes so far.
   *
   * @param pipeline of the connection; has the layers below already
   * @param connection stays valid until the channel is closed
   */
  void addTo(ChannelPipeline pipeline, ConnectionContext connection);

  /**
   * Recognises this layer by a connection's first bytes, so that one port can speak several
   * protocols.
   *
   * @return empty if it cannot be recognised
   */
  default Optional<ProtocolDetector> detector() {
    return Optional.empty();
  }
}
