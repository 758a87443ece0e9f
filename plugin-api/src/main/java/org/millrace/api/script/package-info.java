/**
 * Lua for plugins: scripts in the host's sandbox, and what hook functions are told and answer.
 *
 * <p>Starting points: {@link org.millrace.api.script.ScriptEngine} loads a {@link
 * org.millrace.api.script.Script}, whose functions are called with plain values; {@link
 * org.millrace.api.script.HookArguments} and {@link org.millrace.api.script.HookAnswer} are the
 * same for all hook functions, those of the configuration included.
 *
 * <p>Values that go in and out are strings, numbers, booleans, lists, maps with strings as keys,
 * and null. Functions of a script come out as {@link org.millrace.api.script.ScriptFunction}; a
 * {@link org.millrace.api.script.HostFunction} that goes in is a function that scripts call; a
 * {@link java.util.concurrent.CompletionStage} that goes in can only be handed on and comes out as
 * it is.
 *
 * <p>Each script runs on a thread of its own. Everything here is safe for use by any thread.
 */
@NullMarked
package org.millrace.api.script;

import org.jspecify.annotations.NullMarked;
