package org.millrace.stresstest.application;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;
import org.millrace.api.application.Application;
import org.millrace.api.application.ApplicationContext;
import org.millrace.api.application.ConnectRequest;
import org.millrace.api.application.Decision;
import org.millrace.api.application.Refusal;
import org.millrace.api.config.ConfigLocation;
import org.millrace.api.config.ConfigNode;
import org.millrace.rtmp.client.RtmpDialer;
import org.millrace.stresstest.load.Load;
import org.millrace.stresstest.load.LoadPlan;

/** Plays another server's streams while this server runs, and logs what it measures. */
final class StresstestApplication implements Application {
  /** A player that was lost begins again after this. */
  private static final Duration REOPEN_AFTER = Duration.ofSeconds(5);

  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

  private final ApplicationContext context;
  private final Logger log;
  private final Target target;
  private final Statistics statistics;
  private @Nullable Load load;
  private @Nullable ScheduledFuture<?> timer;

  StresstestApplication(ApplicationContext context) {
    this.context = context;
    this.log = context.log();
    this.target = Target.of(context.settings());
    this.statistics = new Statistics(log);
  }

  @Override
  public void start() {
    if (!target.active()) {
      log.info("plays nothing (expected: active = true)");
      return;
    }
    log.info("{} players of {}", target.connections(), target.streams());
    ScheduledExecutorService scheduler = context.plugin().scheduler();
    Load players =
        Load.players(
            new RtmpDialer(
                context.plugin().connector(),
                context.name(),
                ConfigNode.Table.empty(ConfigLocation.NONE)),
            scheduler,
            new LoadPlan(target.connections(), target.rate(), REOPEN_AFTER, target.choice()),
            target.sampled(),
            0);
    load = players;
    players.begin();
    players.start();
    long millis = target.interval().toMillis();
    timer =
        scheduler.scheduleAtFixedRate(
            () -> statistics.log(players), millis, millis, TimeUnit.MILLISECONDS);
  }

  /** The connections are gone by now: the server has closed them with all others. */
  @Override
  public void stop() {
    if (timer != null) {
      timer.cancel(false);
    }
    if (load != null) {
      await(statistics.logTotal(load));
      await(load.close());
    }
  }

  private void await(CompletionStage<Void> step) {
    try {
      step.toCompletableFuture().get(CLOSE_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      log.warn("players do not end", e);
    }
  }

  @Override
  public CompletionStage<Decision> onConnect(ConnectRequest request) {
    return Application.decided(
        Decision.refuse(
            Refusal.NOT_ALLOWED, "application " + context.name() + " has no streams of its own"));
  }
}
