package org.millrace.server.administration;

import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.SingleThreadEventExecutor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.millrace.api.server.LoopInfo;

/** How event loops do: each is given a task once in a second, and the time is taken. */
public final class LoopAdministration implements Runnable {
  private static final Logger LOG = LogManager.getLogger(LoopAdministration.class);

  private final List<Probe> probes = new ArrayList<>();

  /**
   * Of some loops.
   *
   * @param ioLoops for connections; have been started
   * @param fileLoops for files; have been started
   */
  public LoopAdministration(EventLoopGroup ioLoops, EventLoopGroup fileLoops) {
    ioLoops.forEach(loop -> probes.add(new Probe(loop, LoopInfo.Kind.IO)));
    fileLoops.forEach(loop -> probes.add(new Probe(loop, LoopInfo.Kind.FILE)));
  }

  /** Gives each loop its task. To be called once in a second by one thread. */
  @Override
  public void run() {
    probes.forEach(Probe::ask);
  }

  /**
   * How the loops do.
   *
   * @return a snapshot
   */
  public List<LoopInfo> list() {
    return probes.stream().map(Probe::describe).toList();
  }

  private static final class Probe {
    private final SingleThreadEventExecutor loop;
    private final LoopInfo.Kind kind;
    private volatile boolean waiting;
    private volatile long askedAt;
    private volatile long delayNanos;

    private Probe(EventExecutor loop, LoopInfo.Kind kind) {
      this.loop = (SingleThreadEventExecutor) loop;
      this.kind = kind;
    }

    private void ask() {
      if (waiting) {
        return;
      }
      askedAt = System.nanoTime();
      waiting = true;
      try {
        loop.execute(this::answer);
      } catch (RejectedExecutionException e) {
        LOG.debug("{} has ended", loop);
      }
    }

    private void answer() {
      delayNanos = System.nanoTime() - askedAt;
      waiting = false;
    }

    private LoopInfo describe() {
      long upToNow = waiting ? System.nanoTime() - askedAt : 0;
      return new LoopInfo(
          loop.threadProperties().name(),
          kind,
          loop.pendingTasks(),
          Duration.ofNanos(Math.max(delayNanos, upToNow)));
    }
  }
}
