package org.millrace.metrics.page;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.millrace.http.HttpException;
import org.millrace.http.HttpExchange;
import org.millrace.http.HttpHandler;
import org.millrace.http.HttpReply;
import org.millrace.metrics.figures.Figures;

/** {@code /metrics}: all figures, in Prometheus's text format or as OpenMetrics, as it is asked. */
public final class MetricsPage implements HttpHandler {
  /** Prometheus asks every few seconds; more than this is no scraping. */
  private static final int MAX_WAITING = 16;

  private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";
  private static final String OPEN_METRICS =
      "application/openmetrics-text; version=1.0.0; charset=utf-8";

  private final Figures figures;
  private final Executor thread;
  private final AtomicInteger waiting = new AtomicInteger();

  /**
   * The page.
   *
   * @param figures what it shows
   * @param thread of the figures: what there is of them takes longer than an event loop has
   */
  public MetricsPage(Figures figures, Executor thread) {
    this.figures = figures;
    this.thread = thread;
  }

  @Override
  public void handle(HttpExchange exchange) {
    String format = format(exchange.header(HttpHeaderNames.ACCEPT).orElse(""));
    if (waiting.incrementAndGet() > MAX_WAITING) {
      waiting.decrementAndGet();
      throw new HttpException(
          HttpResponseStatus.SERVICE_UNAVAILABLE, "too many want the figures at the same time");
    }
    exchange.respond(CompletableFuture.supplyAsync(() -> scrape(format), thread));
  }

  /** Prometheus says which formats it prefers by their order and by weights; OpenMetrics first. */
  static String format(String accept) {
    return accept.contains("application/openmetrics-text") ? OPEN_METRICS : TEXT;
  }

  private HttpReply scrape(String format) {
    try {
      return HttpReply.text(format, figures.scrape(format)).cacheControl("no-store");
    } finally {
      waiting.decrementAndGet();
    }
  }
}
