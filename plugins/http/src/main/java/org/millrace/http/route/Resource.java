package org.millrace.http.route;

import io.netty.handler.codec.http.HttpMethod;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.millrace.http.HttpHandler;
import org.millrace.http.PathPattern;
import org.millrace.http.Route;

/**
 * What is mounted at one pattern. Immutable.
 *
 * @param pattern the paths
 * @param mounts a handler for each method
 */
record Resource(PathPattern pattern, Map<HttpMethod, Mount> mounts) {
  Resource {
    mounts = Map.copyOf(mounts);
  }

  /** One mounting; no record, because an equal one that comes later is another one. */
  static final class Mount {
    private final Route route;
    private final HttpHandler handler;

    Mount(Route route, HttpHandler handler) {
      this.route = route;
      this.handler = handler;
    }

    Route route() {
      return route;
    }

    HttpHandler handler() {
      return handler;
    }
  }

  Optional<Mount> find(HttpMethod method) {
    Mount mount = mounts.get(method);
    return Optional.ofNullable(
        mount == null && method.equals(HttpMethod.HEAD) ? mounts.get(HttpMethod.GET) : mount);
  }

  /** The field {@code Allow} (RFC 9110 section 10.2.1). */
  String allow() {
    TreeSet<String> names = new TreeSet<>();
    mounts.keySet().forEach(method -> names.add(method.name()));
    if (mounts.containsKey(HttpMethod.GET)) {
      names.add(HttpMethod.HEAD.name());
    }
    names.add(HttpMethod.OPTIONS.name());
    return String.join(", ", names);
  }
}
