package org.millrace.admin;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.millrace.admin.event.EventStreams;
import org.millrace.admin.event.WebhookServices;
import org.millrace.admin.event.WebhookTarget;
import org.millrace.api.config.ConfigException;
import org.millrace.api.config.ConfigNode;
import org.millrace.api.config.Setting;

/**
 * {@code configuration.plugins.admin}.
 *
 * @param webhooks where events are sent
 * @param webhookLimits how long, how often, how much
 * @param streamLimits of server-sent events
 * @param eventFile where events are written; relative to the configuration's folder
 * @param eventFileBytes when a new file begins
 */
record AdminSettings(
    List<WebhookTarget> webhooks,
    WebhookServices.Limits webhookLimits,
    EventStreams.Limits streamLimits,
    Optional<Path> eventFile,
    long eventFileBytes) {

  private static final Setting<String> URL =
      Setting.text("url", null, "Where to POST events: http or https.");

  private static final Setting<String> SECRET =
      Setting.text(
          "secret", null, "Signs what is sent: the key of the HMAC in Millrace-Signature.");

  private static final Setting<List<String>> EVENTS =
      Setting.texts(
          "events",
          "Types of events, such as inStreamCreated, or inStream* for all that begin so; empty: all.");

  private static final Setting<List<ConfigNode.Table>> WEBHOOKS =
      Setting.tables("webhooks", "Where events are sent.", List.of(URL, SECRET, EVENTS));

  private static final Setting<Duration> WEBHOOK_TIMEOUT =
      Setting.duration(
          "webhookTimeout",
          Duration.ofSeconds(10),
          Duration.ofMillis(100),
          Duration.ofMinutes(5),
          "How long a webhook may take to answer.");

  private static final Setting<Integer> WEBHOOK_ATTEMPTS =
      Setting.integer(
          "webhookAttempts", 8, 1, 30, "How often an event is sent to a webhook that fails.");

  private static final Setting<Duration> WEBHOOK_PAUSE =
      Setting.duration(
          "webhookPause",
          Duration.ofSeconds(1),
          Duration.ofMillis(10),
          Duration.ofMinutes(1),
          "The pause before the second attempt; each further one is twice as long, up to a minute.");

  private static final Setting<Integer> WEBHOOK_QUEUE =
      Setting.integer(
          "webhookQueue", 1000, 1, 100_000, "Events that wait for one webhook; more are lost.");

  private static final Setting<Integer> EVENT_CLIENTS =
      Setting.integer("eventClients", 32, 1, 10_000, "Clients of server-sent events at a time.");

  private static final Setting<Integer> EVENT_QUEUE =
      Setting.integer(
          "eventQueue", 512, 16, 100_000, "Events that wait for one client; it is dropped then.");

  private static final Setting<Duration> EVENT_HEARTBEAT =
      Setting.duration(
          "eventHeartbeat",
          Duration.ofSeconds(15),
          Duration.ofSeconds(1),
          Duration.ofMinutes(10),
          "How often clients of server-sent events get a sign of life.");

  private static final Setting<Path> EVENT_FILE =
      Setting.path("eventFile", "A file for events, one JSON object on each line.").optional();

  private static final Setting<Long> EVENT_FILE_BYTES =
      Setting.bytes(
          "eventFileBytes",
          100L * 1024 * 1024,
          1024,
          1L << 40,
          "The length at which eventFile is renamed, with .1 behind its name, and begun anew.");

  static final List<Setting<?>> ALL =
      List.of(
          WEBHOOKS,
          WEBHOOK_TIMEOUT,
          WEBHOOK_ATTEMPTS,
          WEBHOOK_PAUSE,
          WEBHOOK_QUEUE,
          EVENT_CLIENTS,
          EVENT_QUEUE,
          EVENT_HEARTBEAT,
          EVENT_FILE,
          EVENT_FILE_BYTES);

  static AdminSettings of(ConfigNode.Table table) {
    return new AdminSettings(
        WEBHOOKS.read(table).stream().map(AdminSettings::target).toList(),
        new WebhookServices.Limits(
            WEBHOOK_TIMEOUT.read(table),
            WEBHOOK_ATTEMPTS.read(table),
            WEBHOOK_PAUSE.read(table),
            WEBHOOK_QUEUE.read(table)),
        new EventStreams.Limits(
            EVENT_CLIENTS.read(table), EVENT_QUEUE.read(table), EVENT_HEARTBEAT.read(table)),
        Optional.ofNullable(EVENT_FILE.find(table)),
        EVENT_FILE_BYTES.read(table));
  }

  private static WebhookTarget target(ConfigNode.Table table) {
    String text = URL.read(table);
    String secret = SECRET.read(table);
    if (secret.isEmpty()) {
      throw new ConfigException(
          table.location().key(SECRET.name()), "\"\" (expected: a secret that the receiver has)");
    }
    return new WebhookTarget(uri(table, text), secret, EVENTS.read(table));
  }

  private static URI uri(ConfigNode.Table table, String text) {
    try {
      URI uri = URI.create(text);
      if (("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
          && uri.getHost() != null) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      throw new ConfigException(
          table.location().key(URL.name()), text + ": " + e.getMessage() + " (expected: a URL)");
    }
    throw new ConfigException(
        table.location().key(URL.name()),
        text + " (expected: http://host/... or https://host/...)");
  }
}
