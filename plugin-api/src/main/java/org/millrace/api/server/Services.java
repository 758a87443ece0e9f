package org.millrace.api.server;

import java.util.List;
import java.util.concurrent.CompletionStage;
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

  /**
   * Opens an acceptor that the configuration does not have. It stays until it is removed, its
   * application goes, or the server stops.
   *
   * @param service what it is to be
   * @return completed when it lets peers in; fails with {@link
   *     org.millrace.api.application.RefusedException}: {@code BUSY} if the port is taken, {@code
   *     UNKNOWN_APPLICATION} if there is none of that name, {@code FAILED} for all else, with the
   *     reason; or with {@link java.util.concurrent.CancellationException} if the server does not
   *     run
   */
  CompletionStage<ServiceInfo> create(NewService service);

  /**
   * Closes an acceptor; one of the configuration comes back at the next reload. Who is connected
   * stays.
   *
   * @param id such as {@code s3}
   * @return completed when its port is given back: with whether there was such an acceptor
   */
  CompletionStage<Boolean> remove(String id);
}
