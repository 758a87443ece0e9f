package org.millrace.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The collector's pauses from the server's start to its end.
 *
 * @param millrace the server
 * @param load what publishers and viewers do
 */
record GcPausesTrial(Millrace millrace, Load load) implements Trial {
  @Override
  public Figures run(Workbench bench) throws IOException, InterruptedException {
    Path log = Files.createTempFile("millrace-gc", ".log");
    try {
      new FanOutTrial(millrace.withJvmOptions("-Xlog:gc:file=" + log), load).run(bench);
      return GcLog.read(log);
    } finally {
      Files.delete(log);
    }
  }
}
