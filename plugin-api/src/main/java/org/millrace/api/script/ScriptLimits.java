package org.millrace.api.script;

import java.time.Duration;
import org.millrace.api.contract.Experimental;

/**
 * What a script may use up.
 *
 * @param instructions of the interpreter, in one call; library functions count for the work they do
 * @param memoryBytes allocated in one call, whether it is still in use or not, roughly
 * @param keptBytes what the script keeps from call to call, roughly; more than that ends it
 * @param time of one call, from the request on, so that waiting for other calls counts
 */
@Experimental(since = "0.9.0", until = "plugins of others use it")
public record ScriptLimits(long instructions, long memoryBytes, long keptBytes, Duration time) {}
