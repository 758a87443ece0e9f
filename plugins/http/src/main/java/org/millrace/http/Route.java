package org.millrace.http;

import io.netty.handler.codec.http.HttpMethod;
import java.util.Set;

/**
 * Where a handler is mounted, and for whom. HEAD is served by what serves GET, without the body;
 * OPTIONS by the server.
 *
 * @param methods at least one
 * @param path the paths
 * @param access who may
 */
public record Route(Set<HttpMethod> methods, PathPattern path, Access access) {
  public Route {
    methods = Set.copyOf(methods);
    if (methods.isEmpty()) {
      throw new IllegalArgumentException("route " + path + ": methods: none (expected: one)");
    }
  }

  /**
   * A route for everybody.
   *
   * @param method the method
   * @param pattern as {@link PathPattern#of} has it
   * @return the route
   */
  public static Route open(HttpMethod method, String pattern) {
    return new Route(Set.of(method), PathPattern.of(pattern), Access.PUBLIC);
  }

  /**
   * A route for the administrator.
   *
   * @param method the method
   * @param pattern as {@link PathPattern#of} has it
   * @return the route
   */
  public static Route admin(HttpMethod method, String pattern) {
    return new Route(Set.of(method), PathPattern.of(pattern), Access.ADMIN);
  }
}
