package org.millrace.admin.builtin;

import java.util.List;
import java.util.Map;
import org.apache.logging.log4j.Level;
import org.millrace.admin.command.Arguments;
import org.millrace.admin.command.Command;
import org.millrace.admin.command.Parameter;
import org.millrace.admin.command.Reply;
import org.millrace.api.server.ServerLog;

/** setLogLevel. */
final class LogCommands implements CommandGroup {
  /** crtmpserver's levels by number; 5 and 6 are two kinds of fine. */
  private static final List<Level> LEVELS =
      List.of(
          Level.FATAL, Level.ERROR, Level.WARN, Level.INFO, Level.DEBUG, Level.TRACE, Level.TRACE);

  private static final Parameter<Long> LEVEL =
      Parameter.number(
              "level",
              0,
              LEVELS.size() - 1,
              "0 fatal, 1 error, 2 warning, 3 info, 4 debug, 5 and 6 everything.")
          .required();

  private final ServerLog log;

  LogCommands(ServerLog log) {
    this.log = log;
  }

  @Override
  public List<Command> commands() {
    return List.of(Command.of("setLogLevel", "Sets how much is logged.", this::set, LEVEL));
  }

  private Reply set(Arguments given) {
    long level = given.get(LEVEL);
    log.level(LEVELS.get((int) level));
    return Reply.success("Log level is set", Map.of("level", level));
  }
}
