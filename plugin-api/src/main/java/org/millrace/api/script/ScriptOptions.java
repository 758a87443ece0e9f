package org.millrace.api.script;

import java.util.Map;
import org.millrace.api.contract.Experimental;

/**
 * How a script is run.
 *
 * @param globals values that the script finds as globals, see the package
 * @param loading what it may use up while it is loaded
 * @param calls what each call of one of its functions may use up
 */
@Experimental(since = "0.9.0", until = "plugins of others use it")
public record ScriptOptions(Map<String, Object> globals, ScriptLimits loading, ScriptLimits calls) {
  public ScriptOptions {
    globals = Map.copyOf(globals);
  }
}
