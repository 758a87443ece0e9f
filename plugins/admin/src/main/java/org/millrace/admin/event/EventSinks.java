package org.millrace.admin.event;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.apache.logging.log4j.Logger;
import org.millrace.admin.view.WebhookView;

/** The sinks that the configuration asks for. */
public final class EventSinks implements AutoCloseable {
  private final EventBus bus;
  private final Logger log;
  private final WebhookServices services;
  private final List<Webhook> webhooks = new ArrayList<>();
  private final List<EventSink> added = new ArrayList<>();
  private final List<EventFile> files = new ArrayList<>();

  /**
   * Without sinks.
   *
   * @param bus where events come from
   * @param services what webhooks share; closed with this
   * @param log is told of failures
   */
  public EventSinks(EventBus bus, WebhookServices services, Logger log) {
    this.bus = bus;
    this.services = services;
    this.log = log;
  }

  /**
   * Adds a webhook.
   *
   * @param target where to
   */
  public void add(WebhookTarget target) {
    Webhook sink = new Webhook(target, services, Clock.systemUTC(), log);
    webhooks.add(sink);
    add(sink);
  }

  /**
   * Adds a file.
   *
   * @param file its path
   * @param maxBytes when a new one begins
   * @param fileThread one thread, which may block
   */
  public void add(Path file, long maxBytes, Executor fileThread) {
    EventFile sink = new EventFile(file, maxBytes, fileThread, log);
    files.add(sink);
    add(sink);
  }

  /**
   * What has become of the events for webhooks.
   *
   * @return in the order of the configuration
   */
  public List<WebhookView> webhooks() {
    return webhooks.stream().map(Webhook::figures).toList();
  }

  private void add(EventSink sink) {
    added.add(sink);
    bus.add(sink);
  }

  @Override
  public void close() {
    added.forEach(bus::remove);
    files.forEach(EventFile::close);
    services.close();
  }
}
