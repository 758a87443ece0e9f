package org.millrace.api.server;

import java.util.List;
import java.util.function.Consumer;
import org.apache.logging.log4j.Level;
import org.millrace.api.contract.Experimental;
import org.millrace.api.contract.HostImplemented;
import org.millrace.api.stream.StreamRegistry.Registration;

/** The server's log. Implemented by the host; safe for use by any thread. */
@Experimental(since = "0.9.0", until = "administration and metrics have been in use for a release")
@HostImplemented
public interface ServerLog {

  /**
   * The finest level that is logged.
   *
   * @return what is in force
   */
  Level level();

  /**
   * Changes the finest level that is logged, for all appenders but those of one level alone; until
   * the next start, or until a reload changes the appenders.
   *
   * @param level from {@link Level#FATAL} to {@link Level#TRACE}
   */
  void level(Level level);

  /**
   * The newest lines.
   *
   * @param limit of lines; the server keeps {@code logLines} of them
   * @return the oldest first
   */
  List<LogLine> lines(int limit);

  /**
   * Gives each line that is logged from now on.
   *
   * @param listener called on the thread of the plugin's {@link
   *     org.millrace.api.plugin.PluginContext#scheduler()}; lines that come faster than it takes
   *     them are left out
   * @return closing it ends that; done for a plugin when it stops
   */
  Registration follow(Consumer<LogLine> listener);
}
