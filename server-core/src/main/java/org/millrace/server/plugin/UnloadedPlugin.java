package org.millrace.server.plugin;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import org.millrace.server.watchdog.Stacks;

/** A plugin that has been unloaded, and how to find what is left of it without holding it. */
final class UnloadedPlugin {
  /** How the names of the host's own threads begin. */
  private static final String HOST_THREAD = "millrace-";

  private final String name;
  private final Set<String> modules;
  private final WeakReference<ClassLoader> loader;
  private final long since = System.nanoTime();

  /**
   * Threads that came later cannot be its; those of its next version have modules so named, too.
   */
  private final Set<Thread> threadsThen = Collections.newSetFromMap(new WeakHashMap<>());

  UnloadedPlugin(PluginJar jar, PluginLayer layer) {
    this.name = jar.id() + " " + jar.version();
    this.modules = layer.moduleNames();
    this.loader = new WeakReference<>(layer.classLoader());
    threadsThen.addAll(Thread.getAllStackTraces().keySet());
  }

  /** Id and version. */
  String name() {
    return name;
  }

  boolean isOlderThan(Duration age, long now) {
    return now - since >= age.toNanos();
  }

  /** Whether its classes are in memory; after a garbage collection they should not. */
  boolean isInMemory() {
    return loader.get() != null;
  }

  /** Threads that run its code, or would load classes by it; a text for each. */
  List<String> threads() {
    List<String> texts = new ArrayList<>();
    for (Map.Entry<Thread, StackTraceElement[]> entry : Thread.getAllStackTraces().entrySet()) {
      if (isIts(entry.getKey(), entry.getValue())) {
        texts.add(Stacks.describe(entry.getKey(), entry.getValue()));
      }
    }
    return texts;
  }

  private boolean isIts(Thread thread, StackTraceElement[] stack) {
    ClassLoader own = loader.get();
    return own != null
        && (thread.getContextClassLoader() == own
            || thread.getClass().getClassLoader() == own
            || (canBeIts(thread) && Arrays.stream(stack).anyMatch(this::isIts)));
  }

  /**
   * Other versions of the plugin have modules of the same names, and the host's threads run
   * everybody's code.
   */
  private boolean canBeIts(Thread thread) {
    return threadsThen.contains(thread)
        && !thread.getName().startsWith(HOST_THREAD)
        && thread.getContextClassLoader() == UnloadedPlugin.class.getClassLoader();
  }

  private boolean isIts(StackTraceElement frame) {
    return frame.getModuleName() != null && modules.contains(frame.getModuleName());
  }
}
