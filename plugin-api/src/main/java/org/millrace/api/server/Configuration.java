package org.millrace.api.server;

import java.util.concurrent.CompletionStage;
import org.millrace.api.contract.Experimental;
import org.millrace.api.contract.HostImplemented;

/** The configuration's file. Implemented by the host; safe for use by any thread. */
@Experimental(since = "0.9.0", until = "administration and metrics have been in use for a release")
@HostImplemented
public interface Configuration {

  /**
   * Reads the file and looks whether it could be used, with the plugins that there are. Changes
   * nothing.
   *
   * @return not done if the file has errors; the lines are the errors, and the warnings if there
   *     are none
   */
  CompletionStage<Outcome> check();

  /**
   * Reads the file and brings the server in line with it. Only what has changed is touched, and
   * nothing if anything is wrong.
   *
   * @return the lines say what has changed and what needs a restart, or what is wrong; fails with
   *     {@link java.util.concurrent.CancellationException} if the server does not run yet or stops
   */
  CompletionStage<Outcome> reload();
}
