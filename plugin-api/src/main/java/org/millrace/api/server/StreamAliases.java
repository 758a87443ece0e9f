package org.millrace.api.server;

import java.util.List;
import org.millrace.api.application.RefusedException;
import org.millrace.api.contract.Experimental;
import org.millrace.api.contract.HostImplemented;

/**
 * Other names under which streams can be played; in applications with {@code hasStreamAliases} no
 * stream can be played under its own. They hold for those who play as clients of an application,
 * until the server stops. Implemented by the host; safe for use by any thread.
 */
@Experimental(since = "0.9.0", until = "administration and metrics have been in use for a release")
@HostImplemented
public interface StreamAliases {

  /**
   * Lists those that have not ended.
   *
   * @return a snapshot in the order of applications and aliases
   */
  List<StreamAlias> list();

  /**
   * Adds one, in the place of one with its name.
   *
   * @param alias need not lead to a stream that is there
   * @throws RefusedException if a name can be none, or there are {@code limits.maxStreamAliases}
   */
  void add(StreamAlias alias) throws RefusedException;

  /**
   * Takes one away. Who plays by it goes on.
   *
   * @param application whose
   * @param alias its name
   * @return whether it was there
   */
  boolean remove(String application, String alias);

  /** Takes all away. */
  void clear();
}
