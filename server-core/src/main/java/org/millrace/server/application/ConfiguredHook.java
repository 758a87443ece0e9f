package org.millrace.server.application;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.millrace.api.application.Decision;
import org.millrace.api.application.Refusal;
import org.millrace.api.config.ConfigNode;

/**
 * A function of the configuration that decides, such as {@code onPublish = function(client, stream)
 * return client.params.token == "..." end}.
 *
 * <p>Its first result decides as in Lua's own {@code if}: {@code false} and {@code nil} refuse,
 * everything else accepts. So {@code return tokens[client.params.token]} refuses whom the table
 * does not know. A second result is the reason. A function that returns nothing at all only looks
 * on: it accepts.
 *
 * @param name for the log and the peer
 * @param function null if the configuration has none: then everybody is accepted
 */
record ConfiguredHook(String name, ConfigNode.@Nullable Function function) {

  static ConfiguredHook of(String name, Optional<ConfigNode.Function> function) {
    return new ConfiguredHook(name, function.orElse(null));
  }

  /**
   * Asks it.
   *
   * @param arguments as {@link ConfigNode.Function.Body#call} takes them
   * @return the decision, by any thread
   */
  CompletionStage<Decision> ask(@Nullable Object... arguments) {
    return function == null
        ? Decision.ACCEPTED
        : function.body().call(arguments).thenApply(this::decision);
  }

  private Decision decision(List<@Nullable Object> results) {
    if (results.isEmpty() || (results.get(0) != null && !Boolean.FALSE.equals(results.get(0)))) {
      return Decision.accept();
    }
    return Decision.refuse(
        Refusal.NOT_ALLOWED,
        results.size() > 1 && results.get(1) instanceof String reason
            ? reason
            : "not allowed by " + name + " of the configuration");
  }
}
