package org.millrace.stresstest.load;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Why connections have ended. Thread-safe. */
final class Failures {
  /** Reasons may have numbers in them: what is beyond is counted as one. */
  private static final int MAX_REASONS = 100;

  private static final String OTHERS = "other reasons";

  private final Map<String, Integer> counts = new HashMap<>();

  synchronized void add(String reason) {
    boolean room = counts.containsKey(reason) || counts.size() < MAX_REASONS;
    counts.merge(room ? reason : OTHERS, 1, Integer::sum);
  }

  synchronized int count() {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** A line for each reason, the most frequent first. */
  synchronized List<String> lines() {
    List<Map.Entry<String, Integer>> entries = new ArrayList<>(counts.entrySet());
    entries.sort(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder()));
    return entries.stream()
        .map(
            entry ->
                "%d connection%s: %s"
                    .formatted(entry.getValue(), entry.getValue() == 1 ? "" : "s", entry.getKey()))
        .toList();
  }
}
