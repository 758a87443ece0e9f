package org.millrace.api.script;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.millrace.api.application.Decision;
import org.millrace.api.application.PublishRequest.Recording;
import org.millrace.api.application.Refusal;
import org.millrace.api.application.RefusedException;
import org.millrace.api.contract.Experimental;

/**
 * Reads what hook functions return.
 *
 * <p>Of hooks that decide the first result counts as in Lua's own {@code if}: {@code false} and
 * {@code nil} refuse, with the second result as the reason; everything else accepts. So {@code
 * return tokens[stream.params.token]} refuses whom the table does not know. A table accepts and
 * says how: {@code recording}, {@code stream}, {@code application}. A function that returns nothing
 * at all only looks on: it accepts.
 *
 * <p>Of hooks that answer a command the first result is the answer; {@code nil} with a text behind
 * it fails the command with that text.
 */
@Experimental(since = "0.9.0", until = "plugins of others use it")
public final class HookAnswer {
  private static final Set<String> KEYS = Set.of("recording", "stream", "application");

  private HookAnswer() {}

  /**
   * Reads the answer of a hook that decides.
   *
   * @param hook the hook's name
   * @param results what it returns; a stage as its first result is waited for
   * @return the decision; exceptionally if the function fails, or if it returns a table that says
   *     something else
   */
  public static CompletionStage<Decision> decision(
      String hook, CompletionStage<List<@Nullable Object>> results) {
    return results.thenCompose(HookAnswer::awaited).thenApply(values -> decision(hook, values));
  }

  /**
   * Reads the answer of a hook that answers a command.
   *
   * @param results what it returns; a stage as its first result is waited for
   * @return the answer; exceptionally with {@link RefusedException} if it fails the command
   */
  public static CompletionStage<@Nullable Object> command(
      CompletionStage<List<@Nullable Object>> results) {
    return results.thenCompose(HookAnswer::awaited).thenCompose(HookAnswer::commandNow);
  }

  private static CompletionStage<@Nullable Object> commandNow(List<@Nullable Object> values) {
    Object first = values.isEmpty() ? null : values.get(0);
    return first == null && values.size() > 1 && values.get(1) instanceof String reason
        ? CompletableFuture.failedStage(new RefusedException(Refusal.FAILED, reason))
        : CompletableFuture.completedStage(first);
  }

  /** A host function that takes time answers with a stage of a list, as a function would. */
  private static CompletionStage<List<@Nullable Object>> awaited(List<@Nullable Object> values) {
    return !values.isEmpty() && values.get(0) instanceof CompletionStage<?> later
        ? later.thenApply(HookAnswer::results)
        : CompletableFuture.completedStage(values);
  }

  private static List<@Nullable Object> results(@Nullable Object later) {
    return later instanceof List<?> list ? new ArrayList<>(list) : Collections.singletonList(later);
  }

  private static Decision decision(String hook, List<@Nullable Object> results) {
    Object first = results.isEmpty() ? true : results.get(0);
    if (first == null || Boolean.FALSE.equals(first)) {
      return Decision.refuse(
          Refusal.NOT_ALLOWED,
          results.size() > 1 && results.get(1) instanceof String reason
              ? reason
              : "not allowed by " + hook);
    }
    return first instanceof Map<?, ?> table ? accept(hook, table) : Decision.accept();
  }

  private static Decision accept(String hook, Map<?, ?> table) {
    for (Object key : table.keySet()) {
      if (!KEYS.contains(String.valueOf(key))) {
        throw wrong(hook, "key " + key, "recording, stream or application");
      }
    }
    String application = text(hook, table, "application");
    if (application != null) {
      return Decision.handOver(application);
    }
    return new Decision.Accept(recording(hook, table), text(hook, table, "stream"));
  }

  private static @Nullable Recording recording(String hook, Map<?, ?> table) {
    String wanted = text(hook, table, "recording");
    if (wanted == null) {
      return null;
    }
    for (Recording recording : Recording.values()) {
      if (recording.name().toLowerCase(Locale.ROOT).equals(wanted)) {
        return recording;
      }
    }
    throw wrong(hook, "recording " + wanted, "none, record or append");
  }

  private static @Nullable String text(String hook, Map<?, ?> table, String key) {
    Object value = table.get(key);
    if (value == null || value instanceof String) {
      return (String) value;
    }
    throw wrong(hook, key + " " + value, "a string");
  }

  private static ScriptException wrong(String hook, String found, String expected) {
    return new ScriptException(
        hook + " returns a table with " + found + " (expected: " + expected + ")");
  }
}
