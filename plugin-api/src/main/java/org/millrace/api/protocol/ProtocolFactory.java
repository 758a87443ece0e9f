package org.millrace.api.protocol;

import java.util.List;
import org.millrace.api.config.Setting;
import org.millrace.api.contract.Experimental;
import org.millrace.api.contract.PluginImplemented;

/**
 * Brings layers and chains. All methods are called once, when the plugin starts. A name that
 * another plugin has brought already is an error that names both plugins.
 */
@Experimental(since = "0.9.0", until = "HTTP and RTSP use it")
@PluginImplemented
public interface ProtocolFactory {

  /**
   * The layers.
   *
   * @return never null
   */
  default List<ProtocolLayer> layers() {
    return List.of();
  }

  /**
   * The chains; they may use layers of the host ({@code tcp}, {@code udp}, {@code tls}) and of
   * plugins that this one depends on.
   *
   * @return never null
   */
  default List<ProtocolChain> chains() {
    return List.of();
  }

  /**
   * The keys that an acceptor of these chains may have beside those that every acceptor has. They
   * are validated before the acceptor is bound.
   *
   * @return never null
   */
  default List<Setting<?>> acceptorSettings() {
    return List.of();
  }
}
