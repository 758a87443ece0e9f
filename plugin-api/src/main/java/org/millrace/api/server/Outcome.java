package org.millrace.api.server;

import java.util.List;
import org.millrace.api.contract.Experimental;

/**
 * What came of a wish.
 *
 * @param done whether it was fulfilled
 * @param lines what happened, or why nothing did; for people
 */
@Experimental(since = "0.9.0", until = "administration and metrics have been in use for a release")
public record Outcome(boolean done, List<String> lines) {

  /** Copies the list. */
  public Outcome {
    lines = List.copyOf(lines);
  }
}
