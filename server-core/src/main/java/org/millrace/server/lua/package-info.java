/**
 * Lua, run in a sandbox: evaluates configuration files, runs the scripts of plugins, and calls the
 * functions in both.
 *
 * <p>Start at {@link org.millrace.server.lua.LuaConfigLoader}, which turns a file into {@link
 * org.millrace.api.config.ConfigNode}s, or at {@link org.millrace.server.lua.LuaScriptEngine};
 * {@code LuaSandbox} says what a script can reach, and {@code LuaBudget} what it may use up. The
 * interpreter is LuaJ (Lua 5.2).
 *
 * <p>A script cannot reach files (but for {@code dofile} of its own folder, and that only while it
 * is loaded), the network, other programs or Java, but for the functions that its owner gives it.
 * Instructions, time, memory, the depth of calls and the work of library functions are bounded.
 *
 * <p>All Lua of one file runs on one thread of its own, which goes when it is idle.
 */
@NullMarked
package org.millrace.server.lua;

import org.jspecify.annotations.NullMarked;
