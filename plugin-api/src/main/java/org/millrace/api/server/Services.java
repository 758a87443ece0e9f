package org.millrace.api.server;

import java.util.List;
import org.millrace.api.contract.Experimental;
import org.millrace.api.contract.HostImplemented;

/** What the server listens on. Implemented by the host; safe for use by any thread. */
@Experimental(since = "0.9.0", until = "administration and metrics have been in use for a release")
@HostImplemented
public interface Services {

  /**
   * Lists the acceptors, those of the configuration that are not open included.
   *
   * @return a snapshot in the order of the configuration
   */
  List<ServiceInfo> list();

  /**
   * Lets peers in or not; while not, new connections are closed at once, and those that are there
   * stay.
   *
   * @param id such as {@code s3}
   * @param whether true to let them in
   * @return whether there is such an acceptor
   */
  boolean enable(String id, boolean whether);
}
