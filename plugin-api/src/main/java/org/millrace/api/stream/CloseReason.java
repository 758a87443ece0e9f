package org.millrace.api.stream;

import org.millrace.api.contract.Stable;

/** Why the engine or the host ended a publication or a subscription. */
@Stable(since = "0.9.0")
public enum CloseReason {
  /** The publisher ended the publication, or the subscriber the subscription. */
  CLIENT,
  /** The connection was lost. */
  DISCONNECTED,
  /** Another publisher of the same name took over, as the application's policy allows. */
  TAKEN_OVER,
  /** The subscriber took nothing for longer than its {@link LagPolicy} allows. */
  TOO_SLOW,
  /** The publisher sent nothing for longer than the application allows. */
  SILENT,
  /** An operator or an application ended it. */
  KICKED,
  /** The source failed: unreadable file, malformed input. */
  FAILED,
  /** The server, the application or the plugin stops. */
  SHUTDOWN
}
