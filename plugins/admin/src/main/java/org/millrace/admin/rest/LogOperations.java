package org.millrace.admin.rest;

import java.util.List;
import java.util.Locale;
import org.apache.logging.log4j.Level;
import org.millrace.admin.event.EventStreams;
import org.millrace.admin.json.Json;
import org.millrace.admin.schema.Field;
import org.millrace.admin.view.LogLineView;
import org.millrace.api.server.ServerLog;
import org.millrace.api.stream.StreamRegistry;

/** The log. */
final class LogOperations {
  private static final Query LINES =
      Query.number("lines", 1, 10_000, 100, "How many lines, at most.");

  private final ServerLog log;
  private final Json json;
  private final EventStreams streams;

  /**
   * The log's level.
   *
   * @param level see there
   */
  record LogLevel(
      @Field(
              value = "The finest level that is logged.",
              oneOf = {"fatal", "error", "warn", "info", "debug", "trace"})
          String level) {}

  LogOperations(ServerLog log, Json json, EventStreams streams) {
    this.log = log;
    this.json = json;
    this.streams = streams;
  }

  List<Operation> all() {
    return List.of(
        Operation.get("/log", "listLogLines")
            .summary("The newest lines of the log, the oldest of them first.")
            .query(LINES)
            .lists(LogLineView.class)
            .now(call -> log.lines((int) call.query(LINES)).stream().map(LogLineView::of).toList()),
        Operation.get("/log/tail", "followLog")
            .summary("Lines of the log as they are written, as events of type line.")
            .sends("text/event-stream")
            .raw(
                exchange ->
                    streams.serve(
                        exchange,
                        "line",
                        taker -> {
                          StreamRegistry.Registration registration =
                              log.follow(line -> taker.accept(json.write(LogLineView.of(line))));
                          return registration::close;
                        })),
        Operation.get("/log/level", "getLogLevel")
            .summary("The log's level.")
            .answers(LogLevel.class)
            .now(call -> level()),
        Operation.put("/log/level", "setLogLevel")
            .summary("Sets the log's level, until the next start.")
            .takes(LogLevel.class)
            .answers(LogLevel.class)
            .now(
                call -> {
                  log.level(Level.valueOf(call.body(LogLevel.class).level()));
                  return level();
                }));
  }

  private LogLevel level() {
    return new LogLevel(log.level().name().toLowerCase(Locale.ROOT));
  }
}
