package org.millrace.stresstest.tool;

import java.io.PrintWriter;
import java.util.List;
import org.millrace.api.plugin.CommandLineTool;
import org.millrace.api.plugin.PluginContext;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** {@code bin/millrace stress}: players and publishers for any RTMP server, with their figures. */
public final class StressTool implements CommandLineTool {
  private static final int WRONG_ARGUMENTS = 2;

  @Override
  public String name() {
    return "stress";
  }

  @Override
  public String summary() {
    return "Put load on an RTMP server and measure latency and lost frames.";
  }

  @Override
  public int run(List<String> arguments, PrintWriter out, PrintWriter err, PluginContext context) {
    CommandLine commandLine = new CommandLine(StressOptions.spec());
    StressOptions options;
    try {
      ParseResult result = commandLine.parseArgs(arguments.toArray(String[]::new));
      if (result.isUsageHelpRequested()) {
        commandLine.usage(out);
        return 0;
      }
      options = StressOptions.of(result);
    } catch (ParameterException | IllegalArgumentException e) {
      err.println("millrace stress: " + e.getMessage());
      commandLine.usage(err);
      return WRONG_ARGUMENTS;
    }
    StressRun.Outcome outcome = new StressRun(options, context, err).run();
    return new Report(options, outcome).print(out, err);
  }
}
