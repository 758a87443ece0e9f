package org.millrace.dash.delivery;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.millrace.http.HttpExchange;
import org.millrace.http.HttpHandler;
import org.millrace.http.HttpReply;

/** Tells the server's time, by which players know what they can fetch. */
public final class ClockHandler implements HttpHandler {
  /** Where it is mounted: beside the segments, for proxies that pass on these. */
  public static final String PATH = "/{app}/{stream...}.dash/clock";

  private final Clock clock;

  /**
   * A handler.
   *
   * @param clock that of the segments' times
   */
  public ClockHandler(Clock clock) {
    this.clock = clock;
  }

  @Override
  public void handle(HttpExchange exchange) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    exchange.respond(HttpReply.text("text/plain", now.toString()).cacheControl("no-store"));
  }
}
