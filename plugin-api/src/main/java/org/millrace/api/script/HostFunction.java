package org.millrace.api.script;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.millrace.api.contract.Experimental;
import org.millrace.api.contract.PluginImplemented;

/** A function that a plugin gives to scripts. */
@FunctionalInterface
@Experimental(since = "0.9.0", until = "plugins of others use it")
@PluginImplemented
public interface HostFunction {

  /**
   * Is called on the script's thread, where nothing else of the script runs meanwhile. Must not
   * block: what takes time is answered by a stage or by calling a {@link ScriptFunction} later.
   *
   * @param arguments values, see the package
   * @return a value
   * @throws ScriptException to fail in the script, at the line of the call
   */
  @Nullable Object call(List<@Nullable Object> arguments);
}
