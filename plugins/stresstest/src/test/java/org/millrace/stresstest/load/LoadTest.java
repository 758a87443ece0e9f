package org.millrace.stresstest.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.millrace.api.config.ConfigLocation;
import org.millrace.api.config.ConfigNode;
import org.millrace.rtmp.client.RtmpDialer;
import org.millrace.rtmp.client.RtmpUri;

/** What a load does with servers that are not there; the rest takes a server. */
class LoadTest {
  private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
  private final AtomicInteger dialled = new AtomicInteger();

  private final RtmpDialer dialer =
      new RtmpDialer(
          (chain, remote, application, settings) ->
              CompletableFuture.failedFuture(
                  new IOException(
                      dialled.getAndIncrement() % 3 == 0 ? "no route" : "connection refused")),
          "test",
          ConfigNode.Table.empty(ConfigLocation.NONE));

  @AfterEach
  void end() {
    scheduler.shutdownNow();
  }

  private Load load(int connections, int perSecond, Duration reopenAfter) {
    RtmpUri uri = RtmpUri.parse("rtmp://h/live/x");
    return Load.players(
        dialer,
        scheduler,
        new LoadPlan(connections, perSecond, reopenAfter, index -> uri),
        connections,
        0);
  }

  @Test
  void failuresAreCountedByTheirReason() {
    Load load = load(6, 1000, Duration.ZERO);

    load.start();
    load.gone().toCompletableFuture().join();

    assertThat(load.settled()).succeedsWithin(Duration.ofSeconds(10));
    assertThat(load.alive()).isZero();
    assertThat(load.errors()).isEqualTo(6);
    assertThat(load.failures())
        .containsExactly("4 connections: connection refused", "2 connections: no route");
  }

  @Test
  void connectionsAreOpenedAtTheRate() {
    Load load = load(1000, 20, Duration.ZERO);
    long begin = System.nanoTime();

    load.start();
    await().until(() -> dialled.get() >= 10);

    assertThat(System.nanoTime() - begin).isGreaterThan(Duration.ofMillis(300).toNanos());
  }

  @Test
  void whatHasEndedIsOpenedAgainUntilTheLoadIsClosed() {
    Load load = load(5, 1000, Duration.ofMillis(50));

    load.start();
    await().until(() -> dialled.get() > 20);
    load.close().toCompletableFuture().join();

    assertThat(load.settled()).succeedsWithin(Duration.ofSeconds(10));
    int after = dialled.get();
    assertThat(load.figures().toCompletableFuture().join().bytes()).isZero();
    assertThat(dialled.get() - after).isLessThanOrEqualTo(5);
  }
}
