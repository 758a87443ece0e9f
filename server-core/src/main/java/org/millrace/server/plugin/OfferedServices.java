package org.millrace.server.plugin;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What plugins offer to each other. A reloaded plugin's types are new ones, so nobody gets an
 * object of a version that is gone. Safe for use by any thread.
 */
public final class OfferedServices {
  private final Map<Class<?>, Object> services = new ConcurrentHashMap<>();

  <S> void offer(Class<S> type, S service) {
    if (services.putIfAbsent(type, type.cast(service)) != null) {
      throw new IllegalStateException(type.getName() + " is offered already");
    }
  }

  <S> S find(Class<S> type) {
    Object service = services.get(type);
    if (service == null) {
      throw new IllegalStateException("no plugin offers " + type.getName());
    }
    return type.cast(service);
  }

  void withdraw(Class<?> type) {
    services.remove(type);
  }
}
