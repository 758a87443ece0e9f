package org.millrace.server;

import java.lang.reflect.Proxy;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Calls for the signals that ask a process to end. Without a handler of its own the JVM would leave
 * by its shutdown hooks, with exit code 143 instead of 0, and while all other hooks run at the same
 * time; so would the end of logging.
 *
 * <p>{@code sun.misc.Signal} is in the supported module jdk.unsupported, but javac warns of every
 * mention of it and cannot be told not to; hence the reflection.
 */
final class Signals {
  private static final Logger LOG = LogManager.getLogger(Signals.class);

  private Signals() {}

  /**
   * Handles a signal from now on.
   *
   * @param name without SIG
   * @param action called on a thread of its own, each time
   */
  static void handle(String name, Runnable action) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object proxy =
          Proxy.newProxyInstance(
              handler.getClassLoader(),
              new Class<?>[] {handler},
              (self, method, arguments) -> answer(self, method.getName(), action));
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
    } catch (ReflectiveOperationException | RuntimeException e) {
      LOG.warn("SIG{} cannot be handled: the server will not end cleanly by it", name, e);
    }
  }

  private static @Nullable Object answer(Object self, String method, Runnable action) {
    return switch (method) {
      case "handle" -> {
        action.run();
        yield null;
      }
      case "hashCode" -> System.identityHashCode(self);
      case "equals" -> false;
      default -> "signal handler";
    };
  }
}
