package org.millrace.admin.event;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;
import org.millrace.admin.view.WebhookView;

/**
 * Sends events to one address, one after the other, so that they arrive in their order. What fails
 * for a reason that may pass (no connection, time-out, status 408, 429 or 5xx) is tried again, each
 * time after twice the time; any other status, redirects among them, ends the event. Events come
 * into a queue with a bound; what does not fit is lost and counted.
 */
final class Webhook implements EventSink {
  private static final int REQUEST_TIMEOUT = 408;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  private final WebhookTarget target;
  private final WebhookServices services;
  private final Signature signature;
  private final Clock clock;
  private final Logger log;
  private final Queue<Delivery> waiting;
  private final AtomicBoolean isSending = new AtomicBoolean();
  private final AtomicLong delivered = new AtomicLong();
  private final AtomicLong retried = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private final AtomicLong dropped = new AtomicLong();

  private record Delivery(long id, String type, String json) {}

  Webhook(WebhookTarget target, WebhookServices services, Clock clock, Logger log) {
    this.target = target;
    this.services = services;
    this.signature = new Signature(target.secret());
    this.clock = clock;
    this.log = log;
    this.waiting = new ArrayBlockingQueue<>(services.limits().queued());
  }

  @Override
  public void accept(Event event, String json) {
    if (!target.wants(event.type())) {
      return;
    }
    if (!waiting.offer(new Delivery(event.id(), event.type(), json))) {
      if (dropped.getAndIncrement() == 0) {
        log.warn("webhook {}: its queue is full (webhookQueue), events are lost", target.url());
      }
      return;
    }
    sendNext();
  }

  /** What has become of the events. */
  WebhookView figures() {
    return new WebhookView(
        target.url().toString(),
        delivered.get(),
        retried.get(),
        failed.get(),
        dropped.get(),
        waiting.size());
  }

  private void sendNext() {
    while (isSending.compareAndSet(false, true)) {
      Delivery next = waiting.poll();
      if (next != null) {
        send(next, 1);
        return;
      }
      isSending.set(false);
      // One that came between the look into the queue and the mark would wait for the next one.
      if (waiting.isEmpty()) {
        return;
      }
    }
  }

  private void send(Delivery delivery, int attempt) {
    try {
      var unused =
          services
              .client()
              .sendAsync(request(delivery), BodyHandlers.discarding())
              .whenComplete((response, failure) -> sent(delivery, attempt, response, failure));
    } catch (RejectedExecutionException e) {
      log.debug("webhook {}: stopped", target.url());
    }
  }

  private HttpRequest request(Delivery delivery) {
    long seconds = clock.instant().getEpochSecond();
    return HttpRequest.newBuilder(target.url())
        .timeout(services.limits().timeout())
        .header("Content-Type", "application/json")
        .header("User-Agent", "Millrace")
        .header("Millrace-Event", delivery.type())
        .header("Millrace-Delivery", Long.toString(delivery.id()))
        .header(Signature.HEADER, signature.of(seconds, delivery.json()))
        .POST(BodyPublishers.ofString(delivery.json()))
        .build();
  }

  private void sent(
      Delivery delivery,
      int attempt,
      @Nullable HttpResponse<Void> response,
      @Nullable Throwable failure) {
    int status = response == null ? 0 : response.statusCode();
    if (status / 100 == 2) {
      delivered.incrementAndGet();
    } else if (mayPass(status) && attempt < services.limits().attempts()) {
      retried.incrementAndGet();
      retry(delivery, attempt);
      return;
    } else {
      failed.incrementAndGet();
      log.warn(
          "webhook {}: event {} ({}) is given up after {} attempts: {}",
          target.url(),
          delivery.id(),
          delivery.type(),
          attempt,
          status == 0 ? failure : "status " + status);
    }
    isSending.set(false);
    sendNext();
  }

  private static boolean mayPass(int status) {
    return status == 0
        || status == REQUEST_TIMEOUT
        || status == TOO_MANY_REQUESTS
        || status / 100 == 5;
  }

  private void retry(Delivery delivery, int attempt) {
    Duration pause = services.limits().firstPause().multipliedBy(1L << Math.min(attempt - 1, 16));
    long millis = Math.min(pause.toMillis(), LONGEST_PAUSE.toMillis());
    log.debug("webhook {}: event {} again in {} ms", target.url(), delivery.id(), millis);
    try {
      var unused =
          services
              .scheduler()
              .schedule(() -> send(delivery, attempt + 1), millis, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      log.debug("webhook {}: stopped", target.url());
    }
  }
}
