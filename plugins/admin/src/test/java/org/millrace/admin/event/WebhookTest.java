package org.millrace.admin.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.logging.log4j.LogManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WebhookTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.ofEpochSecond(1_700_000_000), ZoneOffset.UTC);

  private final HookReceiver receiver = new HookReceiver();
  private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
  private final WebhookServices services =
      new WebhookServices(
          new WebhookServices.Limits(Duration.ofSeconds(5), 3, Duration.ofMillis(5), 2), scheduler);

  WebhookTest() throws IOException {}

  @AfterEach
  void stop() throws IOException {
    receiver.close();
    services.close();
    scheduler.shutdownNow();
  }

  @Test
  void eventsArriveSignedInTheirOrder() {
    Webhook webhook = webhook(List.of("inStream*"));
    webhook.accept(event(1, "inStreamCreated"), "{\"id\":1}");
    webhook.accept(event(2, "carrierCreated"), "{\"id\":2}");
    webhook.accept(event(3, "inStreamClosed"), "{\"id\":3}");

    await()
        .untilAsserted(
            () -> assertThat(receiver.bodies).containsExactly("{\"id\":1}", "{\"id\":3}"));
    // printf '1700000000.{"id":1}' | openssl dgst -sha256 -hmac key
    assertThat(receiver.signatures.peek())
        .isEqualTo(
            "t=1700000000,v1=1d542af0cd7355fefa5c19021ad89d3e2afd77ebff5448db280f180e013d2651");
  }

  @Test
  void whatFailsForAWhileIsTriedAgain() {
    receiver.answers.addAll(List.of(503, 429));
    Webhook webhook = webhook(List.of());
    webhook.accept(event(1, "a"), "{}");

    await().untilAsserted(() -> assertThat(webhook.figures().delivered()).isEqualTo(1));
    assertThat(receiver.bodies).hasSize(3);
    assertThat(webhook.figures().retried()).isEqualTo(2);
  }

  @Test
  void whatGoesOnFailingIsGivenUpAndTheNextIsSent() {
    receiver.answers.addAll(List.of(500, 500, 500));
    Webhook webhook = webhook(List.of());
    webhook.accept(event(1, "a"), "1");
    webhook.accept(event(2, "a"), "2");

    await().untilAsserted(() -> assertThat(webhook.figures().delivered()).isEqualTo(1));
    assertThat(webhook.figures().failed()).isEqualTo(1);
    assertThat(receiver.bodies).containsExactly("1", "1", "1", "2");
  }

  @Test
  void redirectsAreNotFollowed() {
    receiver.answers.add(307);
    Webhook webhook = webhook(List.of());
    webhook.accept(event(1, "a"), "1");

    await().untilAsserted(() -> assertThat(webhook.figures().failed()).isEqualTo(1));
    assertThat(receiver.bodies).hasSize(1);
  }

  @Test
  void whatDoesNotFitIntoTheQueueIsCounted() throws IOException {
    receiver.close();
    Webhook webhook = webhook(List.of());
    for (int i = 1; i <= 100; i++) {
      webhook.accept(event(i, "a"), "1");
    }

    assertThat(webhook.figures().dropped()).isPositive();
    assertThat(webhook.figures().queued()).isLessThanOrEqualTo(2);
  }

  private Webhook webhook(List<String> events) {
    return new Webhook(
        new WebhookTarget(receiver.uri(), "key", events),
        services,
        CLOCK,
        LogManager.getLogger("test"));
  }

  private static Event event(long id, String type) {
    return new Event(id, type, Instant.EPOCH, Map.of());
  }
}
