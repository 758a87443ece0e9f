package org.millrace.admin.event;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.apache.logging.log4j.Logger;

/** The sinks that the configuration asks for. */
public final class EventSinks implements AutoCloseable {
  private final EventBus bus;
  private final Logger log;
  private final WebhookServices webhooks;
  private final List<EventSink> added = new ArrayList<>();
  private final List<EventFile> files = new ArrayList<>();

  /**
   * Without sinks.
   *
   * @param bus where events come from
   * @param webhooks what webhooks share; closed with this
   * @param log is told of failures
   */
  public EventSinks(EventBus bus, WebhookServices webhooks, Logger log) {
    this.bus = bus;
    this.webhooks = webhooks;
    this.log = log;
  }

  /**
   * Adds a webhook.
   *
   * @param target where to
   */
  public void add(WebhookTarget target) {
    add(new Webhook(target, webhooks, Clock.systemUTC(), log));
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

  private void add(EventSink sink) {
    added.add(sink);
    bus.add(sink);
  }

  @Override
  public void close() {
    added.forEach(bus::remove);
    files.forEach(EventFile::close);
    webhooks.close();
  }
}
