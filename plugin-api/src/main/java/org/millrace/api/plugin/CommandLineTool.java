package org.millrace.api.plugin;

import java.io.PrintWriter;
import java.util.List;
import org.millrace.api.contract.Experimental;
import org.millrace.api.contract.PluginImplemented;

/**
 * A program of its own inside a plugin: {@code bin/millrace NAME ...} runs it instead of a server.
 * No configuration is read, no port is taken and no application started; the plugins are loaded and
 * started, so that the tool has the protocols and the event loops of a server.
 *
 * @since 0.9.0
 */
@Experimental(since = "0.9.0", until = "a second plugin brings one")
@PluginImplemented
public interface CommandLineTool {

  /**
   * The word that asks for the tool.
   *
   * @return lower case letters, digits and hyphens, a letter first; unique in the server, such as
   *     {@code stress}
   */
  String name();

  /**
   * What it does, for {@code bin/millrace --help}.
   *
   * @return one short line
   */
  String summary();

  /**
   * Runs. Called once in the life of the process, on its main thread; may block. The thread is
   * interrupted when a signal asks the process to end: what the tool has found out by then should
   * still be told. An exception is a bug, is reported with its stack, and ends the process with
   * code 1.
   *
   * @param arguments what stands behind the name; the tool answers {@code --help} itself
   * @param out standard output, for results
   * @param err standard error, for everything else; log lines of warnings and errors go there, too
   * @param context the door to the host of the plugin that brings the tool
   * @return the exit code of the process: 0 if all went well, 2 for arguments that cannot be
   *     understood
   */
  int run(List<String> arguments, PrintWriter out, PrintWriter err, PluginContext context);
}
