package org.millrace.server.control;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.millrace.server.control.ControlCommand.UsageException;

/** All commands, found by their words. */
public final class ControlCommands {
  private static final Logger LOG = LogManager.getLogger(ControlCommands.class);

  private final List<ControlCommand> commands;
  private final Turn turn;

  /** Lets a command be carried out when nothing else is done to the server. */
  @FunctionalInterface
  public interface Turn {
    /**
     * Does something and waits for it.
     *
     * @param name what it is, for the log
     * @param work what to do
     * @return what the work gives
     * @throws CancellationException if the server stops
     */
    ControlAnswer take(String name, Callable<ControlAnswer> work);
  }

  /**
   * A table.
   *
   * @param commands no two of them have the same words
   * @param turn puts them in order with all else that is done to the server
   */
  public ControlCommands(List<ControlCommand> commands, Turn turn) {
    this.commands = List.copyOf(commands);
    this.turn = turn;
  }

  /**
   * Carries out a command.
   *
   * @param words the command's words and its arguments
   * @return what came of it; never throws
   */
  ControlAnswer run(List<String> words) {
    Optional<ControlCommand> found =
        commands.stream()
            .filter(command -> isAtStart(command.words(), words))
            .max(Comparator.comparingInt(command -> command.words().size()));
    if (found.isEmpty()) {
      return unknown(words);
    }
    ControlCommand command = found.get();
    try {
      List<String> arguments = words.subList(command.words().size(), words.size());
      return turn.take(String.join(" ", command.words()), () -> command.run(arguments));
    } catch (CancellationException e) {
      return ControlAnswer.failed(List.of(String.valueOf(e.getMessage())));
    } catch (UsageException e) {
      return new ControlAnswer(ControlAnswer.WRONG_USAGE, List.of("expected: " + usage(command)));
    } catch (RuntimeException | LinkageError e) {
      LOG.error("command {} fails", usage(command), e);
      return ControlAnswer.failed(List.of("internal error, see the server's log: " + e));
    }
  }

  private ControlAnswer unknown(List<String> words) {
    List<String> lines = new ArrayList<>();
    lines.add("no such command: " + String.join(" ", words) + " (expected: one of these)");
    commands.forEach(command -> lines.add("  " + usage(command)));
    return new ControlAnswer(ControlAnswer.WRONG_USAGE, lines);
  }

  private static boolean isAtStart(List<String> start, List<String> words) {
    return words.size() >= start.size() && words.subList(0, start.size()).equals(start);
  }

  private static String usage(ControlCommand command) {
    return (String.join(" ", command.words()) + " " + command.parameters()).strip();
  }
}
