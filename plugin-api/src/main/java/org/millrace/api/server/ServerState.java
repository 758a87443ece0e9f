package org.millrace.api.server;

import org.millrace.api.contract.Experimental;

/** Where a server is in its life. */
@Experimental(since = "0.9.0", until = "administration and metrics have been in use for a release")
public enum ServerState {
  /** It loads its plugins, takes its ports, makes its applications; to RUNNING. */
  STARTING,
  /** It does what it is there for; to DRAINING. */
  RUNNING,
  /** It lets nobody in, and waits for those who are there to leave. Final. */
  DRAINING
}
