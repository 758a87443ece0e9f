package org.millrace.stresstest.tool;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.millrace.api.config.ConfigLocation;
import org.millrace.api.config.ConfigNode;
import org.millrace.api.plugin.PluginContext;
import org.millrace.rtmp.client.RtmpDialer;
import org.millrace.stresstest.load.Figures;
import org.millrace.stresstest.load.Load;
import org.millrace.stresstest.load.LoadPlan;
import org.millrace.stresstest.media.SyntheticStream;
import org.millrace.stresstest.tool.StressOptions.Media;

/** One run: open, warm up, measure. Its thread waits for all of it. */
final class StressRun {
  /** How long the last connection may take, when all should be open. */
  private static final int PATIENCE_SECONDS = 20;

  private static final Duration TASK_LIMIT = Duration.ofSeconds(30);

  private final StressOptions options;
  private final PluginContext context;
  private final PrintWriter err;
  private final RtmpDialer dialer;
  private @Nullable Load publishers;
  private @Nullable Load players;
  private boolean measuring;

  StressRun(StressOptions options, PluginContext context, PrintWriter err) {
    this.options = options;
    this.context = context;
    this.err = err;
    this.dialer = new RtmpDialer(context.connector(), "stress", settings(options));
  }

  private static ConfigNode.Table settings(StressOptions options) {
    Map<String, ConfigNode> settings = new HashMap<>();
    options
        .trust()
        .map(file -> new ConfigNode.Text(ConfigLocation.NONE, file.toAbsolutePath().toString()))
        .ifPresent(file -> settings.put("sslTrust", file));
    return new ConfigNode.Table(ConfigLocation.NONE, settings, List.of());
  }

  /**
   * What came out.
   *
   * @param players of the players, if there were any
   * @param publishers of the publishers, if there were any
   * @param interrupted whether it was ended before its time
   */
  record Outcome(Optional<Part> players, Optional<Part> publishers, boolean interrupted) {}

  /**
   * Connections of one kind and what they have measured.
   *
   * @param connections how many there were to be
   * @param alive how many were open at the end
   * @param errors how many had failed
   * @param failures why
   * @param figures what they have measured; of no time if it did not come to that
   */
  record Part(int connections, int alive, int errors, List<String> failures, Figures figures) {}

  /** Runs; an interrupt ends it at once, with what has been measured by then. */
  Outcome run() {
    boolean interrupted = false;
    try {
      openAndMeasure();
    } catch (InterruptedException e) {
      interrupted = true;
    }
    Outcome outcome = new Outcome(part(players), part(publishers), interrupted);
    loads().forEach(load -> join(load.close()));
    return outcome;
  }

  private void openAndMeasure() throws InterruptedException {
    if (options.publishes()) {
      publishers = open(newPublishers());
    }
    if (options.plays()) {
      players = open(newPlayers());
    }
    if (stayFor(options.warmup())) {
      err.println("MEASURE");
      err.flush();
      loads().forEach(load -> join(load.begin()));
      measuring = true;
      stayFor(options.seconds());
    }
  }

  private Load newPublishers() {
    Media media = options.media();
    return Load.publishers(
        dialer,
        context.scheduler(),
        new LoadPlan(
            options.streams(), options.rate(), Duration.ZERO, LoadPlan.inTurn(options.uris())),
        new SyntheticStream(media.kilobits(), media.framesPerSecond(), media.groupLength()));
  }

  private Load newPlayers() {
    return Load.players(
        dialer,
        context.scheduler(),
        new LoadPlan(
            options.connections(), options.rate(), Duration.ZERO, LoadPlan.inTurn(options.uris())),
        options.sampled(),
        options.slowPercent());
  }

  /** Opens all connections, and waits until each has begun or failed. */
  private Load open(Load load) throws InterruptedException {
    load.start();
    int seconds = load.connections() / options.rate() + PATIENCE_SECONDS;
    if (!isDone(load.settled(), seconds)) {
      err.printf("after %d s not all connections have been answered%n", seconds);
    }
    return load;
  }

  /** Lets time pass; false if meanwhile, or before, all of a kind have ended. */
  private boolean stayFor(int seconds) throws InterruptedException {
    CompletableFuture<?>[] ends =
        loads().stream()
            .map(load -> load.gone().toCompletableFuture())
            .toArray(CompletableFuture<?>[]::new);
    return !isDone(CompletableFuture.anyOf(ends), seconds);
  }

  private List<Load> loads() {
    return Stream.of(Optional.ofNullable(publishers), Optional.ofNullable(players))
        .flatMap(Optional::stream)
        .toList();
  }

  private Optional<Part> part(@Nullable Load load) {
    if (load == null) {
      return Optional.empty();
    }
    Figures figures = measuring ? join(load.figures()) : Figures.NONE;
    return Optional.of(
        new Part(load.connections(), load.alive(), load.errors(), load.failures(), figures));
  }

  private static boolean isDone(CompletionStage<?> stage, int seconds) throws InterruptedException {
    try {
      stage.toCompletableFuture().get(seconds, TimeUnit.SECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private static <T> T join(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(TASK_LIMIT.toSeconds(), TimeUnit.SECONDS).join();
  }
}
