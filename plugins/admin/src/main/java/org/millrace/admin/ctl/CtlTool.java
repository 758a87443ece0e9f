package org.millrace.admin.ctl;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.net.URI;
import java.util.List;
import org.millrace.admin.json.Json;
import org.millrace.api.plugin.CommandLineTool;
import org.millrace.api.plugin.PluginContext;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** {@code bin/millrace ctl}: runs a command in a running server. */
public final class CtlTool implements CommandLineTool {
  private static final int COMMAND_FAILED = 1;
  private static final int WRONG_ARGUMENTS = 2;
  private static final int NO_SERVER = 3;

  private final CtlPlaces places;

  /** The tool of an installed server. */
  public CtlTool() {
    this(new CtlPlaces(Home.folder(), System.getenv()));
  }

  CtlTool(CtlPlaces places) {
    this.places = places;
  }

  @Override
  public String name() {
    return "ctl";
  }

  @Override
  public String summary() {
    return "Run a command in a running server: list streams, close connections, record ...";
  }

  @Override
  public int run(List<String> arguments, PrintWriter out, PrintWriter err, PluginContext context) {
    CommandLine commandLine = new CommandLine(CtlOptions.spec());
    CtlOptions options;
    try {
      ParseResult result = commandLine.parseArgs(arguments.toArray(String[]::new));
      if (result.isUsageHelpRequested()) {
        commandLine.usage(out);
        return 0;
      }
      options = CtlOptions.of(result);
    } catch (ParameterException | IllegalArgumentException e) {
      err.println("millrace ctl: " + e.getMessage());
      commandLine.usage(err);
      return WRONG_ARGUMENTS;
    }
    try {
      return run(options, out, err);
    } catch (CtlException e) {
      err.println("millrace ctl: " + e.getMessage());
      return NO_SERVER;
    }
  }

  private int run(CtlOptions options, PrintWriter out, PrintWriter err) throws CtlException {
    URI server = places.server(options.server());
    String token = places.token(options.tokenFile());
    Json json = new Json();
    JsonNode reply =
        new CtlClient(json, server, token, options.timeout())
            .run(options.command(), options.parameters());
    boolean done = reply.path("status").asText().equals("SUCCESS");
    if (options.json()) {
      out.println(json.write(reply));
    } else if (done) {
      out.println(reply.path("description").asText());
      JsonNode data = reply.path("data");
      if (!data.isNull() && !data.isMissingNode()) {
        new PlainText(out).show(data);
      }
    } else {
      err.println("millrace ctl: " + reply.path("description").asText());
    }
    return done ? 0 : COMMAND_FAILED;
  }
}
