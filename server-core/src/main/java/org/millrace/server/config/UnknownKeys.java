package org.millrace.server.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.millrace.api.config.ConfigNode;
import org.millrace.api.config.Setting;

/** Warns of keys that nobody reads, with the known one that looks most like it. */
final class UnknownKeys {
  /** Longer ones are no misspellings. */
  private static final int MAX_LENGTH = 64;

  private UnknownKeys() {}

  /**
   * Warns of each unknown key of a table.
   *
   * @param table the table
   * @param known the settings that it may have
   * @param legacy keys that have warnings of their own
   * @param problems takes the warnings
   */
  static void warn(
      ConfigNode.Table table,
      Collection<Setting<?>> known,
      Map<String, ?> legacy,
      ConfigProblems problems) {
    warnOfNamed(table, known, legacy, problems);
    if (!table.items().isEmpty()) {
      problems.warn(
          table.items().get(0).location(), "a value without a key (expected: key = value)");
    }
  }

  /** The same for a table that is a list, too. */
  static void warnOfNamed(
      ConfigNode.Table table,
      Collection<Setting<?>> known,
      Map<String, ?> legacy,
      ConfigProblems problems) {
    List<String> names = known.stream().map(Setting::name).toList();
    table
        .values()
        .forEach(
            (key, node) -> {
              if (!names.contains(key) && !legacy.containsKey(key)) {
                problems.warn(node.location(), "unknown key" + hint(key, names, legacy));
              }
            });
  }

  private static String hint(String key, List<String> names, Map<String, ?> legacy) {
    List<String> candidates = new ArrayList<>(names);
    candidates.addAll(legacy.keySet());
    return nearest(key, candidates).map(name -> "; did you mean " + name + "?").orElse("");
  }

  /** The candidate that is fewest edits away, if they are few for its length. */
  static Optional<String> nearest(String key, Collection<String> candidates) {
    if (key.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    int best = Math.max(2, key.length() / 3) + 1;
    String nearest = null;
    for (String candidate : candidates) {
      int distance = distance(key.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
      if (distance < best) {
        best = distance;
        nearest = candidate;
      }
    }
    return Optional.ofNullable(nearest);
  }

  /** Insertions, deletions, replacements and swaps of neighbours that make one of the other. */
  private static int distance(String a, String b) {
    int[][] edits = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        edits[i][j] = i == 0 || j == 0 ? i + j : cheapest(edits, a, b, i, j);
      }
    }
    return edits[a.length()][b.length()];
  }

  private static int cheapest(int[][] edits, String a, String b, int i, int j) {
    int replaced = edits[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
    int best = Math.min(replaced, 1 + Math.min(edits[i - 1][j], edits[i][j - 1]));
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(best, edits[i - 2][j - 2] + 1) : best;
  }
}
