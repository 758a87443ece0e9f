package org.millrace.server.io;

import io.netty.util.concurrent.FastThreadLocal;
import io.netty.util.internal.InternalThreadLocalMap;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What a thread of Netty's keeps of classes that have run on it, for good. Classes of a plugin that
 * is gone could not be collected for it.
 */
final class ThreadCaches {
  private ThreadCaches() {}

  /**
   * Lets go of classes, on this thread.
   *
   * @param gone whether a class is one of those
   */
  static void forget(Predicate<Class<?>> gone) {
    InternalThreadLocalMap map = InternalThreadLocalMap.getIfSet();
    if (map == null) {
      return;
    }
    // The types that handlers and encoders are for, looked up by reflection and remembered.
    map.typeParameterMatcherFindCache().keySet().removeIf(gone);
    map.typeParameterMatcherGetCache().keySet().removeIf(gone);
    map.handlerSharableCache().keySet().removeIf(gone);
    if (map.indexedVariable(InternalThreadLocalMap.VARIABLES_TO_REMOVE_INDEX)
        instanceof Set<?> set) {
      List.copyOf(set).forEach(variable -> removeIfGone((FastThreadLocal<?>) variable, gone));
    }
  }

  private static void removeIfGone(FastThreadLocal<?> variable, Predicate<Class<?>> gone) {
    Object value = variable.getIfExists();
    if (gone.test(variable.getClass()) || (value != null && gone.test(value.getClass()))) {
      variable.remove();
    }
  }
}
