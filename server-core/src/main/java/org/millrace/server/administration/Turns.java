package org.millrace.server.administration;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;

/** Does what changes the server, one thing after the other, and lets nobody wait for it. */
@FunctionalInterface
public interface Turns {

  /**
   * Does something when it is its turn.
   *
   * @param name what it is, for the log
   * @param work may take long; called on a thread that ends with it
   * @param <T> what comes of it
   * @return completed with that, or with what the work throws; with {@link
   *     java.util.concurrent.CancellationException} if the server does not run
   */
  <T> CompletionStage<T> take(String name, Callable<T> work);
}
