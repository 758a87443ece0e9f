package org.millrace.testkit;

import java.lang.module.Configuration;
import java.lang.module.FindException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.lang.module.ResolutionException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The layer that servers run in: all modules of the host, and this kit's own, found where the tests
 * find them but loaded once more. Whether the tests themselves are on the class path or on the
 * module path makes no difference to what a plugin sees. One layer serves all tests of a JVM.
 */
final class HostLayer {
  private static final String KIT = "org.millrace.testkit";
  private static final String HOSTED_SERVER = KIT + ".inside.HostedServer";

  /** What plugins may require beside what the host requires itself. */
  private static final String FOR_PLUGINS = "io.netty.";

  /** The distribution has them; nothing requires it by name. */
  private static final String LOGGING_OF_LIBRARIES = "org.apache.logging.log4j.slf4j2.impl";

  private static final Object LOCK = new Object();
  private static HostLayer shared;

  private final ClassLoader loader;
  private final Class<?> hostedServer;

  private HostLayer(ClassLoader loader, Class<?> hostedServer) {
    this.loader = loader;
    this.hostedServer = hostedServer;
  }

  /** The layer; made by the first call. */
  static HostLayer shared() {
    synchronized (LOCK) {
      if (shared == null) {
        shared = make();
      }
      return shared;
    }
  }

  private static HostLayer make() {
    ModuleFinder modules = TestPath.modules();
    ModuleLayer boot = ModuleLayer.boot();
    Configuration configuration =
        boot.configuration().resolve(modules, ModuleFinder.of(), roots(boot, modules));
    ModuleLayer layer =
        boot.defineModulesWithOneLoader(configuration, ClassLoader.getPlatformClassLoader());
    ClassLoader loader = layer.findLoader(KIT);
    Class<?> hostedServer = Class.forName(layer.findModule(KIT).orElseThrow(), HOSTED_SERVER);
    HostLayer made = new HostLayer(loader, hostedServer);
    made.asContext(loader, () -> made.call(null, "prepare"));
    return made;
  }

  private static Set<String> roots(ModuleLayer boot, ModuleFinder modules) {
    Set<String> roots = new HashSet<>();
    roots.add(KIT);
    for (ModuleReference reference : modules.findAll()) {
      ModuleDescriptor module = reference.descriptor();
      boolean wanted =
          module.name().equals(LOGGING_OF_LIBRARIES) || module.name().startsWith(FOR_PLUGINS);
      if (wanted && resolves(boot, modules, module.name())) {
        roots.add(module.name());
      }
    }
    return roots;
  }

  /** Of Netty there may be modules whose libraries nobody here has. */
  private static boolean resolves(ModuleLayer boot, ModuleFinder modules, String name) {
    try {
      boot.configuration().resolve(modules, ModuleFinder.of(), Set.of(name));
      return true;
    } catch (FindException | ResolutionException e) {
      return false;
    }
  }

  /** A context class loader by which threads of one server are known; it loads nothing. */
  ClassLoader mark(String name) {
    return new ClassLoader(name, loader) {};
  }

  /**
   * Starts a server.
   *
   * @throws ServerStartException if it cannot start
   */
  HostDoor start(ClassLoader mark, Path configuration, Consumer<String> log) {
    Object hosted = asContext(mark, () -> call(null, "start", configuration, log));
    return (HostDoor)
        Proxy.newProxyInstance(
            HostDoor.class.getClassLoader(),
            new Class<?>[] {HostDoor.class},
            (proxy, method, arguments) ->
                asContext(
                    mark,
                    () ->
                        call(
                            hosted,
                            method.getName(),
                            arguments == null ? new Object[0] : arguments)));
  }

  private <T> T asContext(ClassLoader context, Supplier<T> action) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(context);
    try {
      return action.get();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /** Exceptions of the other side have types that nobody here knows: their text is what counts. */
  private Object call(Object hosted, String name, Object... arguments) {
    try {
      return method(name).invoke(hosted, arguments);
    } catch (InvocationTargetException e) {
      Throwable cause = e.getCause();
      if (cause.getClass().getName().endsWith(".StartException")) {
        throw new ServerStartException(String.valueOf(cause.getMessage()), cause);
      }
      throw new IllegalStateException(cause.toString(), cause);
    } catch (IllegalAccessException e) {
      throw new LinkageError(name, e);
    }
  }

  private Method method(String name) {
    for (Method method : hostedServer.getMethods()) {
      if (method.getName().equals(name)) {
        return method;
      }
    }
    throw new LinkageError("no method " + name + " in " + hostedServer);
  }
}
