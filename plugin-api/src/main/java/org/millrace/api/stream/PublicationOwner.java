package org.millrace.api.stream;

import org.millrace.api.contract.PluginImplemented;
import org.millrace.api.contract.Stable;

/** Who publishes: is told when the publication is ended by somebody else. */
@Stable(since = "0.9.0")
@PluginImplemented
public interface PublicationOwner {
  /**
   * Names the publisher for logs and for the one who is refused, such as {@code rtmp c17
   * 192.0.2.7:50112}.
   *
   * @return never blank
   */
  String describe();

  /**
   * The publication has been ended by the host. Called on the publication's event loop, once.
   *
   * @param reason why
   */
  void onClosed(CloseReason reason);
}
