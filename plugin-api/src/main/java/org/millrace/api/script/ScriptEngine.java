package org.millrace.api.script;

import java.nio.file.Path;
import org.millrace.api.contract.Experimental;
import org.millrace.api.contract.HostImplemented;

/**
 * Runs scripts: Lua 5.2 with {@code string}, {@code table}, {@code math} and {@code bit32}, without
 * files, network, other programs and Java. A script that hangs or wants too much is cut off and
 * disturbs nobody else. Implemented by the host; safe for use by any thread.
 */
@Experimental(since = "0.9.0", until = "plugins of others use it")
@HostImplemented
public interface ScriptEngine {

  /**
   * Reads a script and runs it once, which defines its functions. Blocks while it runs: not for an
   * event loop.
   *
   * @param file the script; {@code dofile} finds other files in its folder and below, while it is
   *     loaded
   * @param options what it is given, and what it may use up
   * @return the script, to be closed when it is no longer needed; done for a plugin when the plugin
   *     stops
   * @throws ScriptException if it cannot be read, is no Lua, fails, or hits a limit; the message
   *     begins with file and line
   */
  Script load(Path file, ScriptOptions options);
}
