package org.millrace.api.server;

import java.util.List;
import java.util.Optional;
import org.millrace.api.contract.Experimental;
import org.millrace.api.contract.HostImplemented;

/** What is connected. Implemented by the host; safe for use by any thread. */
@Experimental(since = "0.9.0", until = "administration and metrics have been in use for a release")
@HostImplemented
public interface Connections {

  /**
   * Lists what is open.
   *
   * @return a snapshot in the order of opening
   */
  List<ConnectionInfo> list();

  /**
   * Finds a connection.
   *
   * @param id such as {@code c17}
   * @return empty if it is closed, or never was
   */
  Optional<ConnectionInfo> find(String id);

  /**
   * Closes a connection, after what has been written for it.
   *
   * @param id such as {@code c17}
   * @param reason for the log
   * @return whether it was open
   */
  boolean close(String id, String reason);

  /**
   * Counts without a list of them all.
   *
   * @return a snapshot
   */
  ConnectionCounters counters();

  /**
   * How many connections may be open.
   *
   * @return what is in force
   */
  ConnectionLimits limits();

  /**
   * Changes how many connections may be open, until the next start or reload of the configuration.
   * Who is connected stays.
   *
   * @param limits hold for those who come from now on
   */
  void limits(ConnectionLimits limits);
}
