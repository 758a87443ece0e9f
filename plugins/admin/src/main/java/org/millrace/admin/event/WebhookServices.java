package org.millrace.admin.event;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What all webhooks share: the HTTP client, whose threads are made when it is first used. */
public final class WebhookServices implements AutoCloseable {
  private static final int THREADS = 2;
  private static final int IDLE_SECONDS = 10;

  private final Limits limits;
  private final ScheduledExecutorService scheduler;
  private @Nullable ThreadPoolExecutor threads;
  private @Nullable HttpClient client;

  /**
   * How long, how often, how much.
   *
   * @param timeout of one attempt
   * @param attempts of one event
   * @param firstPause before the second attempt
   * @param queued events that wait for one address
   */
  public record Limits(Duration timeout, int attempts, Duration firstPause, int queued) {}

  /**
   * Without threads yet.
   *
   * @param limits how much
   * @param scheduler waits
   */
  public WebhookServices(Limits limits, ScheduledExecutorService scheduler) {
    this.limits = limits;
    this.scheduler = scheduler;
  }

  Limits limits() {
    return limits;
  }

  ScheduledExecutorService scheduler() {
    return scheduler;
  }

  synchronized HttpClient client() {
    HttpClient present = client;
    if (present == null) {
      ThreadPoolExecutor pool =
          new ThreadPoolExecutor(
              THREADS,
              THREADS,
              IDLE_SECONDS,
              TimeUnit.SECONDS,
              new LinkedBlockingQueue<>(),
              WebhookServices::thread);
      pool.allowCoreThreadTimeOut(true);
      present =
          HttpClient.newBuilder()
              .executor(pool)
              .connectTimeout(limits.timeout())
              // The receiver that was configured gets the events, and nobody whom it names.
              .followRedirects(HttpClient.Redirect.NEVER)
              .build();
      threads = pool;
      client = present;
    }
    return present;
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "admin-webhooks");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public synchronized void close() {
    client = null;
    if (threads != null) {
      threads.shutdownNow();
    }
  }
}
