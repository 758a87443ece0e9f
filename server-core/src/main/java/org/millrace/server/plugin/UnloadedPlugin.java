package org.millrace.server.plugin;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A plugin that has been unloaded, and how to find what is left of it without holding it. */
final class UnloadedPlugin {
  /** Of a thread's stack, what tells where it is. */
  private static final int SHOWN_FRAMES = 12;

  private final String name;
  private final Set<String> modules;
  private final WeakReference<ClassLoader> loader;
  private final long since = System.nanoTime();

  UnloadedPlugin(PluginJar jar, PluginLayer layer) {
    this.name = jar.id() + " " + jar.version();
    this.modules = layer.moduleNames();
    this.loader = new WeakReference<>(layer.classLoader());
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
        texts.add(describe(entry.getKey(), entry.getValue()));
      }
    }
    return texts;
  }

  private boolean isIts(Thread thread, StackTraceElement[] stack) {
    ClassLoader own = loader.get();
    return own != null
        && (thread.getContextClassLoader() == own
            || thread.getClass().getClassLoader() == own
            || Arrays.stream(stack).anyMatch(this::isIts));
  }

  private boolean isIts(StackTraceElement frame) {
    return frame.getModuleName() != null && modules.contains(frame.getModuleName());
  }

  private static String describe(Thread thread, StackTraceElement[] stack) {
    return Arrays.stream(stack)
        .limit(SHOWN_FRAMES)
        .map(frame -> System.lineSeparator() + "    at " + frame)
        .collect(Collectors.joining("", "thread " + thread.getName(), ""));
  }
}
