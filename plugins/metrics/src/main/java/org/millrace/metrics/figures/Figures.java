package org.millrace.metrics.figures;

import io.micrometer.core.instrument.Counter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.millrace.api.server.Server;
import org.millrace.api.server.ServerEvent;
import org.millrace.api.server.ServerListener;
import org.millrace.api.stream.StreamRegistry;
import org.millrace.http.HttpStatistics;

/** All figures of the server. For the plugin's own thread. */
public final class Figures implements ServerListener, AutoCloseable {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  private final ServerFigures server;
  private final StreamFigures streams;
  private final HttpFigures http;
  private final LoopFigures loops;
  private final JvmFigures jvm;
  private final Counter recordingsBegun;
  private final Counter recordingsFailed;

  /**
   * Begins to count.
   *
   * @param server what is counted
   * @param streams of the server
   * @param http what has been served over HTTP
   * @param streamLimit how many streams have figures of their own
   */
  public Figures(Server server, StreamRegistry streams, HttpStatistics http, int streamLimit) {
    this.server = new ServerFigures(registry, server);
    this.streams = new StreamFigures(registry, streams, streamLimit);
    this.http = new HttpFigures(registry, http);
    this.loops = new LoopFigures(registry, server);
    this.jvm = new JvmFigures(registry);
    recordingsBegun = registry.counter("millrace.recordings.begun");
    recordingsFailed = registry.counter("millrace.recordings.failed");
    refresh();
  }

  @Override
  public void onEvent(ServerEvent event) {
    if (event instanceof ServerEvent.RecordingBegun) {
      recordingsBegun.increment();
    } else if (event instanceof ServerEvent.RecordingEnded ended && !ended.complete()) {
      recordingsFailed.increment();
    }
  }

  /** Takes what has to be taken at regular intervals: once in a second. */
  public void sample() {
    loops.sample();
    streams.refresh();
  }

  private void refresh() {
    server.refresh();
    streams.refresh();
    http.refresh();
  }

  /**
   * Writes all figures as they are now.
   *
   * @param format a media type: Prometheus's text format, or OpenMetrics
   * @return the text in that format
   */
  public String scrape(String format) {
    refresh();
    return registry.scrape(format);
  }

  @Override
  public void close() {
    jvm.close();
    registry.close();
  }
}
