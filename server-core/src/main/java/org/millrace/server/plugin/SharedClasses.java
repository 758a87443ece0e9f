package org.millrace.server.plugin;

import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.kqueue.KQueue;
import io.netty.channel.uring.IoUring;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.internal.PlatformDependent;
import java.net.URLConnection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** What must have been set up before the first plugin is loaded, so that all can be unloaded. */
final class SharedClasses {
  private SharedClasses() {}

  /**
   * Initialises Netty here: it keeps exceptions of its first moments in static fields, and their
   * stack traces would hold the classes of a plugin that touched it first. Resources of jars are
   * read without the JDK's cache, which would keep their files open.
   */
  static List<Object> initialise() {
    URLConnection.setDefaultUseCaches("jar", false);
    // The thread for time-outs of all futures inherits the classes of whoever asks for the first.
    CompletableFuture.delayedExecutor(1, TimeUnit.NANOSECONDS).execute(() -> {});
    return List.of(
        PlatformDependent.hasUnsafe(),
        IoUring.isAvailable(),
        Epoll.isAvailable(),
        KQueue.isAvailable(),
        ResourceLeakDetector.getLevel(),
        ByteBufAllocator.DEFAULT);
  }
}
