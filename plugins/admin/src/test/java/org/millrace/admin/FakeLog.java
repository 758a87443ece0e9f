package org.millrace.admin;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.logging.log4j.Level;
import org.millrace.api.server.LogLine;
import org.millrace.api.server.ServerLog;
import org.millrace.api.stream.StreamRegistry.Registration;

/** A log with one line. */
public final class FakeLog implements ServerLog {
  private final List<Consumer<LogLine>> followers = new ArrayList<>();
  private Level level = Level.INFO;

  @Override
  public Level level() {
    return level;
  }

  @Override
  public void level(Level wanted) {
    level = wanted;
  }

  @Override
  public List<LogLine> lines(int limit) {
    return List.of(line("hello"));
  }

  private static LogLine line(String message) {
    return new LogLine(1, Instant.EPOCH, Level.INFO, "server", "main", message, "");
  }

  @Override
  public Registration follow(Consumer<LogLine> listener) {
    followers.add(listener);
    return () -> followers.remove(listener);
  }

  /** Logs. */
  public void say(String message) {
    followers.forEach(follower -> follower.accept(line(message)));
  }

  /** Who follows. */
  public int followers() {
    return followers.size();
  }
}
