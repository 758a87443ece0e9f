package org.millrace.server;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.millrace.api.server.Configuration;
import org.millrace.api.server.Outcome;
import org.millrace.server.administration.Turns;
import org.millrace.server.config.ConfigProblems;

/**
 * The configuration's file, for plugins.
 *
 * @param server reads it
 * @param turns puts the reading in order with all else that is done to the server
 */
record ConfigurationFile(MillraceServer server, Turns turns) implements Configuration {

  @Override
  public CompletionStage<Outcome> check() {
    return turns.take("configuration check", () -> outcome(server.checkNow()));
  }

  private static Outcome outcome(ConfigProblems problems) {
    boolean usable = problems.errors().isEmpty();
    List<ConfigProblems.Problem> told = usable ? problems.warnings() : problems.errors();
    return new Outcome(usable, told.stream().map(ConfigProblems.Problem::toString).toList());
  }

  @Override
  public CompletionStage<Outcome> reload() {
    return turns.take("reload", this::reloadNow);
  }

  private Outcome reloadNow() {
    try {
      return new Outcome(true, server.reloadNow());
    } catch (StartException e) {
      return new Outcome(false, String.valueOf(e.getMessage()).lines().toList());
    }
  }
}
