package org.millrace.metrics.figures;

import io.micrometer.core.instrument.MeterRegistry;
import org.millrace.http.HttpStatistics;

/** Figures of HTTP: requests, answers, WebSockets. */
final class HttpFigures {
  private final HttpStatistics statistics;
  private final Family requests;
  private final Family responses;
  private final Family webSockets;

  HttpFigures(MeterRegistry registry, HttpStatistics statistics) {
    this.statistics = statistics;
    requests = Family.counter(registry, "millrace.http.requests", "", "Requests that have come");
    responses =
        Family.counter(registry, "millrace.http.responses", "", "Answers by status", "status");
    webSockets = Family.gauge(registry, "millrace.http.websockets", "", "Open WebSockets");
  }

  /** Takes all figures. */
  void refresh() {
    requests.put(statistics.requests());
    statistics
        .responses()
        .forEach((status, count) -> responses.put(count, Integer.toString(status)));
    webSockets.put(statistics.openWebSockets());
  }
}
