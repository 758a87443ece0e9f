package org.millrace.admin.command;

import java.util.List;
import java.util.concurrent.CompletionStage;

/** All commands. Offered to other plugins as a service; safe for use by any thread. */
public interface CommandRegistry {

  /**
   * Adds commands.
   *
   * @param commands with names and aliases that are not taken
   * @return takes them back; to be closed when the plugin stops
   * @throws IllegalStateException if a name is taken
   */
  Registration register(List<Command> commands);

  /**
   * All commands.
   *
   * @return by name
   */
  List<Command> commands();

  /**
   * Runs a command.
   *
   * @param call what came
   * @return the answer, on any thread; never completed exceptionally
   */
  CompletionStage<Reply> run(CommandCall call);

  /** Commands that were added. */
  interface Registration extends AutoCloseable {
    /** Takes them back; idempotent. */
    @Override
    void close();
  }
}
