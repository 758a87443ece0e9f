package org.millrace.http;

/**
 * The handlers of all ports that speak HTTP. Offered to plugins as a service; safe for use by any
 * thread.
 */
public interface HttpRoutes {

  /**
   * Mounts a handler. What is mounted is served on all acceptors of the chains {@code inboundHttp}
   * and {@code inboundHttps}.
   *
   * @param route where
   * @param handler what answers
   * @return takes it away again; to be closed when the mounting plugin stops
   * @throws IllegalStateException if a handler is there for one of the route's methods and the same
   *     pattern
   */
  Registration mount(Route route, HttpHandler handler);

  /** A mounted handler. */
  interface Registration extends AutoCloseable {
    /** Takes the handler away. Exchanges that it has begun go on. Any thread; idempotent. */
    @Override
    void close();
  }
}
