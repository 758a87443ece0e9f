package org.millrace.admin.view;

import java.util.List;
import org.millrace.admin.schema.Field;
import org.millrace.api.server.Outcome;

/** What came of a wish. */
public record OutcomeView(
    @Field("Whether it was fulfilled.") boolean done,
    @Field("What happened, or why nothing did.") List<String> lines) {

  /**
   * Shows an outcome.
   *
   * @param outcome as the server has it
   * @return the view
   */
  public static OutcomeView of(Outcome outcome) {
    return new OutcomeView(outcome.done(), outcome.lines());
  }
}
