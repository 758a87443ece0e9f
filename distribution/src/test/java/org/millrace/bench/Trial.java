package org.millrace.bench;

import java.io.IOException;

/** One measurement of one server, from its start to its end. */
@FunctionalInterface
interface Trial {
  /**
   * Starts a server, measures and stops it.
   *
   * @param bench starts programs
   * @return what was found out
   * @throws BenchException if there is no result
   */
  Figures run(Workbench bench) throws IOException, InterruptedException;
}
