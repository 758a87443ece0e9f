package org.millrace.server.application;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.millrace.api.application.Decision;
import org.millrace.api.config.ConfigNode;
import org.millrace.api.script.HookAnswer;
import org.millrace.server.config.HookName;

/**
 * An application's functions of the configuration, such as {@code onPublish = function(client,
 * stream) return stream.params.token == "..." end}. {@link HookAnswer} says how their results
 * count.
 *
 * @param functions those that there are
 */
record ConfiguredHooks(Map<HookName, ConfigNode.Function> functions) {

  boolean has(HookName name) {
    return functions.containsKey(name);
  }

  /**
   * Calls a function.
   *
   * @param name one that is there
   * @param arguments as {@link ConfigNode.Function.Body#call} takes them
   * @return its results, by any thread
   */
  CompletionStage<List<@Nullable Object>> call(HookName name, @Nullable Object... arguments) {
    ConfigNode.Function function = functions.get(name);
    if (function == null) {
      throw new IllegalArgumentException(name.key() + " (expected: a function that is there)");
    }
    return function.body().call(arguments);
  }

  /**
   * Asks a function that decides.
   *
   * @param name one that is there
   * @param arguments as {@link ConfigNode.Function.Body#call} takes them
   * @return the decision, by any thread
   */
  CompletionStage<Decision> ask(HookName name, @Nullable Object... arguments) {
    return HookAnswer.decision(name.key() + " of the configuration", call(name, arguments));
  }

  /**
   * Asks the function that answers commands.
   *
   * @param client who calls
   * @param command the command's name
   * @param arguments its arguments
   * @return the answer, by any thread
   */
  CompletionStage<@Nullable Object> answer(
      Map<String, Object> client, String command, List<@Nullable Object> arguments) {
    @Nullable Object[] all = Arrays.copyOf(new Object[] {client, command}, 2 + arguments.size());
    for (int i = 0; i < arguments.size(); i++) {
      all[2 + i] = arguments.get(i);
    }
    return HookAnswer.command(call(HookName.ON_COMMAND, all));
  }
}
