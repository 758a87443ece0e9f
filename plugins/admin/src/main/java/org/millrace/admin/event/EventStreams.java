package org.millrace.admin.event;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.logging.log4j.Logger;
import org.millrace.http.HttpException;
import org.millrace.http.HttpExchange;

/** The clients of server-sent events, for events and for log lines. Thread-safe. */
public final class EventStreams implements AutoCloseable {
  private final Limits limits;
  private final Logger log;
  private final Set<EventStream> clients = ConcurrentHashMap.newKeySet();
  private final AtomicInteger count = new AtomicInteger();
  private final AtomicLong dropped = new AtomicLong();

  /**
   * How much of it there may be.
   *
   * @param clients at a time
   * @param queued events that wait for one client
   * @param heartbeat how often something is sent though nothing has happened
   */
  public record Limits(int clients, int queued, Duration heartbeat) {}

  /**
   * Without clients.
   *
   * @param limits how much
   * @param log is told of clients that are dropped
   */
  public EventStreams(Limits limits, Logger log) {
    this.limits = limits;
    this.log = log;
  }

  /**
   * Serves events to a client.
   *
   * @param exchange may have {@code Last-Event-ID}
   * @param bus where they come from
   */
  public void serve(HttpExchange exchange, EventBus bus) {
    open(
        exchange,
        stream -> {
          EventSink sink =
              (event, json) -> tell(stream, EventStream.text(event.id(), event.type(), json));
          bus.add(sink, lastSeen(exchange));
          return () -> bus.remove(sink);
        });
  }

  /**
   * Serves lines to a client.
   *
   * @param exchange the request
   * @param type the event's type of each line
   * @param subscribe given what takes JSON on one line, begins to bring it, and returns what ends
   *     that
   */
  public void serve(
      HttpExchange exchange, String type, Function<Consumer<String>, Runnable> subscribe) {
    open(
        exchange, stream -> subscribe.apply(line -> tell(stream, EventStream.text(0, type, line))));
  }

  private void open(HttpExchange exchange, Function<EventStream, Runnable> subscribe) {
    if (count.incrementAndGet() > limits.clients()) {
      count.decrementAndGet();
      throw new HttpException(
          HttpResponseStatus.SERVICE_UNAVAILABLE,
          "event streams: " + limits.clients() + " clients are there (eventClients)");
    }
    Runnable[] unsubscribe = {() -> {}};
    EventStream[] self = new EventStream[1];
    EventStream stream =
        new EventStream(
            exchange.eventLoop(),
            limits.queued(),
            () -> {
              unsubscribe[0].run();
              clients.remove(self[0]);
              count.decrementAndGet();
            });
    self[0] = stream;
    clients.add(stream);
    unsubscribe[0] = subscribe.apply(stream);
    stream.begin(
        exchange.respondStreaming(HttpResponseStatus.OK, headers(), stream), limits.heartbeat());
  }

  private static HttpHeaders headers() {
    return new DefaultHttpHeaders()
        .set(HttpHeaderNames.CONTENT_TYPE, "text/event-stream")
        .set(HttpHeaderNames.CACHE_CONTROL, "no-store")
        // Else reverse proxies of nginx's kind keep events until they have a page of them.
        .set("X-Accel-Buffering", "no");
  }

  private static long lastSeen(HttpExchange exchange) {
    try {
      return exchange.header("Last-Event-ID").map(Long::parseLong).orElse(0L);
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private void tell(EventStream stream, String text) {
    if (!stream.tell(text)) {
      log.warn(
          "an event stream's client is too slow and is dropped, the {}th since the start",
          dropped.incrementAndGet());
    }
  }

  /**
   * Clients that were too slow.
   *
   * @return since the start
   */
  public long dropped() {
    return dropped.get();
  }

  /**
   * Clients.
   *
   * @return now
   */
  public int clients() {
    return clients.size();
  }

  @Override
  public void close() {
    clients.forEach(EventStream::end);
  }
}
