package org.millrace.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a dashboard asks Prometheus for.
 *
 * @param expressions in PromQL, with Grafana's variables put in
 */
record DashboardQueries(List<String> expressions) {
  private static final Pattern EXPRESSION = Pattern.compile("\"expr\": \"((?:[^\"\\\\]|\\\\.)*)\"");

  /** A name of a figure is followed by its labels. */
  private static final Pattern SELECTOR = Pattern.compile("([a-z][a-z0-9_]*)\\{([^}]*)\\}");

  private static final Pattern LABEL = Pattern.compile("([a-z]+)\\s*(?:=~|!~|!=|=)");
  private static final Pattern GROUPING = Pattern.compile("\\bby \\(([^)]*)\\)");

  /** Prometheus adds these. */
  private static final Set<String> OF_PROMETHEUS = Set.of("instance", "job");

  static DashboardQueries of(Path dashboard) {
    try {
      return new DashboardQueries(
          EXPRESSION
              .matcher(Files.readString(dashboard))
              .results()
              .map((MatchResult match) -> match.group(1).replace("\\\"", "\""))
              .map(DashboardQueries::withVariables)
              .toList());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String withVariables(String expression) {
    return expression
        .replace("$instance", ".*")
        .replace("$application", ".*")
        .replace("$__rate_interval", "1m");
  }

  /** The figures of an expression, each with the labels that are asked of it: {@code name{a,b}}. */
  static Set<Selector> selectors(String expression) {
    Set<String> grouping = new TreeSet<>();
    Matcher groups = GROUPING.matcher(expression);
    while (groups.find()) {
      grouping.addAll(List.of(groups.group(1).split(",\\s*")));
    }
    Set<Selector> selectors = new LinkedHashSet<>();
    Matcher found = SELECTOR.matcher(expression);
    while (found.find()) {
      Set<String> labels = new TreeSet<>(grouping);
      LABEL.matcher(found.group(2)).results().forEach(label -> labels.add(label.group(1)));
      labels.removeAll(OF_PROMETHEUS);
      selectors.add(new Selector(found.group(1), labels));
    }
    return selectors;
  }

  /**
   * A figure with labels.
   *
   * @param name of the figure
   * @param labels that it must have
   */
  record Selector(String name, Set<String> labels) {

    /** Whether a line of a scrape has what is asked for. */
    boolean fits(String line) {
      return (line.startsWith(name + "{") || line.startsWith(name + " "))
          && labels.stream().allMatch(label -> line.contains(label + "=\""));
    }
  }
}
