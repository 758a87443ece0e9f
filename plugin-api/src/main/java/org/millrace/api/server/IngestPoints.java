package org.millrace.api.server;

import java.util.List;
import org.millrace.api.application.RefusedException;
import org.millrace.api.contract.Experimental;
import org.millrace.api.contract.HostImplemented;

/**
 * Secret names for publishers; in applications with {@code hasIngestPoints} nobody can publish
 * under another. They hold for those who publish as clients of an application, until the server
 * stops. Implemented by the host; safe for use by any thread.
 */
@Experimental(since = "0.9.0", until = "administration and metrics have been in use for a release")
@HostImplemented
public interface IngestPoints {

  /**
   * Lists them.
   *
   * @return a snapshot in the order of applications and private names
   */
  List<IngestPoint> list();

  /**
   * Adds one, in the place of one with its private name.
   *
   * @param point what it is
   * @throws RefusedException if a name can be none, or there are {@code limits.maxStreamAliases}
   */
  void add(IngestPoint point) throws RefusedException;

  /**
   * Takes one away. Who publishes by it goes on.
   *
   * @param application whose
   * @param privateName the secret
   * @return whether it was there
   */
  boolean remove(String application, String privateName);
}
