package org.millrace.http.route;

import io.netty.handler.codec.http.HttpMethod;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.millrace.http.Access;
import org.millrace.http.HttpHandler;
import org.millrace.http.HttpRoutes;
import org.millrace.http.PathPattern;
import org.millrace.http.Route;

/**
 * All that is mounted, the most literal pattern first. A path belongs to the first pattern that it
 * fits, and what that one has no method for is refused: otherwise a PUT to an address of the
 * administrator's could end at a handler for everybody.
 */
public final class RouteTable implements HttpRoutes {
  /** Replaced as a whole. */
  private volatile List<Resource> resources = List.of();

  /** What a path leads to. */
  public sealed interface Answer {
    /** Nothing is mounted there. */
    record NotFound() implements Answer {}

    /**
     * Something is, but not for this method.
     *
     * @param allow the methods there are, as the field {@code Allow} has them
     * @param access who may use the first of them
     */
    record OtherMethods(String allow, Access access) implements Answer {}

    /**
     * A handler.
     *
     * @param match what to call
     */
    record Found(Match match) implements Answer {}
  }

  @Override
  public synchronized Registration mount(Route route, HttpHandler handler) {
    Resource.Mount mount = new Resource.Mount(route, handler);
    Map<HttpMethod, Resource.Mount> mounts = new HashMap<>(mountsAt(route.path()));
    for (HttpMethod method : route.methods()) {
      if (mounts.putIfAbsent(method, mount) != null) {
        throw new IllegalStateException(method + " " + route.path() + " is mounted already");
      }
    }
    replace(new Resource(route.path(), mounts));
    return () -> unmount(mount);
  }

  private synchronized void unmount(Resource.Mount mount) {
    PathPattern path = mount.route().path();
    Map<HttpMethod, Resource.Mount> mounts = new HashMap<>(mountsAt(path));
    if (mounts.values().removeIf(mount::equals)) {
      replace(new Resource(path, mounts));
    }
  }

  private Map<HttpMethod, Resource.Mount> mountsAt(PathPattern path) {
    return resources.stream()
        .filter(resource -> resource.pattern().equals(path))
        .findFirst()
        .map(Resource::mounts)
        .orElse(Map.of());
  }

  private void replace(Resource changed) {
    List<Resource> copy = new ArrayList<>(resources);
    copy.removeIf(resource -> resource.pattern().equals(changed.pattern()));
    if (!changed.mounts().isEmpty()) {
      copy.add(changed);
    }
    copy.sort(Comparator.comparing(Resource::pattern));
    resources = List.copyOf(copy);
  }

  /**
   * Finds what answers.
   *
   * @param method of the request
   * @param target of the request
   * @return what to do
   */
  public Answer find(HttpMethod method, RequestTarget target) {
    for (Resource resource : resources) {
      Optional<Map<String, String>> parameters = resource.pattern().match(target.segments());
      if (parameters.isPresent()) {
        return answer(resource, method, parameters.get());
      }
    }
    return new Answer.NotFound();
  }

  private static Answer answer(
      Resource resource, HttpMethod method, Map<String, String> parameters) {
    return resource
        .find(method)
        .<Answer>map(
            mount ->
                new Answer.Found(
                    new Match(
                        mount.handler(), mount.route().access(), resource.pattern(), parameters)))
        .orElseGet(() -> new Answer.OtherMethods(resource.allow(), accessOf(resource)));
  }

  private static Access accessOf(Resource resource) {
    return resource.mounts().values().stream()
            .allMatch(mount -> mount.route().access() == Access.PUBLIC)
        ? Access.PUBLIC
        : Access.ADMIN;
  }
}
