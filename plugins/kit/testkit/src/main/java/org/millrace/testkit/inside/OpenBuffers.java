package org.millrace.testkit.inside;

import io.netty.buffer.ByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.ResourceLeakDetectorFactory;
import io.netty.util.ResourceLeakTracker;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * All buffers that have not been released, and who took them. Netty's own detector waits for the
 * garbage collector; this one knows at any time.
 */
final class OpenBuffers<T> extends ResourceLeakDetector<T> {
  private static final Set<Open<?>> OPEN = ConcurrentHashMap.newKeySet();
  private static final String STATIC_INITIALISER = "<clinit>";
  private static final int SHOWN_FRAMES = 25;

  private OpenBuffers(Class<?> type) {
    super(type, 1);
  }

  /**
   * To be called before anything of Netty is used. The host wants a detector of its own, which
   * tells of plugins that leak when the garbage collector has found out: it comes too late here.
   */
  static void install() {
    ResourceLeakDetectorFactory.setResourceLeakDetectorFactory(
        new ResourceLeakDetectorFactory() {
          // Deprecated for callers, abstract for subclasses.
          @SuppressWarnings("deprecation")
          @Override
          public <T> ResourceLeakDetector<T> newResourceLeakDetector(
              Class<T> resource, int samplingInterval, long maxActive) {
            return new OpenBuffers<>(resource);
          }
        });
    ByteBufAllocator.DEFAULT.buffer().release();
  }

  /** Where threads with this context class loader took buffers; forgets them. */
  static List<String> takenBy(ClassLoader mark) {
    List<Open<?>> open = OPEN.stream().filter(it -> it.mark == mark).toList();
    open.forEach(OPEN::remove);
    return open.stream().map(Open::describe).toList();
  }

  @Override
  public @Nullable ResourceLeakTracker<T> track(T resource) {
    return trackForcibly(resource);
  }

  @Override
  public @Nullable ResourceLeakTracker<T> trackForcibly(T resource) {
    Open<T> open = new Open<>();
    // Constants are never released.
    if (!open.isStatic()) {
      OPEN.add(open);
    }
    return open;
  }

  @Override
  public boolean isRecordEnabled() {
    return false;
  }

  /** A buffer that has been taken. */
  private static final class Open<T> implements ResourceLeakTracker<T> {
    private final @Nullable ClassLoader mark = Thread.currentThread().getContextClassLoader();
    private final Thread thread = Thread.currentThread();
    private final Throwable taken = new Throwable("taken here");

    boolean isStatic() {
      return StackWalker.getInstance()
          .walk(frames -> frames.anyMatch(it -> it.getMethodName().equals(STATIC_INITIALISER)));
    }

    String describe() {
      return "by thread "
          + thread.getName()
          + List.of(taken.getStackTrace()).stream()
              .filter(frame -> !frame.getClassName().startsWith(OpenBuffers.class.getName()))
              .limit(SHOWN_FRAMES)
              .map(frame -> "\n    at " + frame)
              .collect(Collectors.joining());
    }

    @Override
    public void record() {}

    @Override
    public void record(Object hint) {}

    @Override
    public boolean close(T resource) {
      return OPEN.remove(this);
    }
  }
}
