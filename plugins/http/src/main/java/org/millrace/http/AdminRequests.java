package org.millrace.http;

import java.util.function.Consumer;

/**
 * What is asked for at routes of {@link Access#ADMIN}. Offered to plugins as a service; safe for
 * use by any thread.
 */
public interface AdminRequests {

  /**
   * Tells an observer of each request that ends from now on, also of those that are refused.
   *
   * @param observer called on the connection's event loop; must not block
   * @return closing it ends that; to be closed when the observing plugin stops
   */
  Observation observe(Consumer<AdminRequest> observer);

  /** An observer that is being told. */
  interface Observation extends AutoCloseable {
    /** Tells it no more. Any thread; idempotent. */
    @Override
    void close();
  }
}
