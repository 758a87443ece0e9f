/**
 * Lua, run in a sandbox: evaluates configuration files and calls the functions in them.
 *
 * <p>Start at {@link org.millrace.server.config.lua.LuaConfigLoader}, which turns a file into
 * {@link org.millrace.api.config.ConfigNode}s; {@code LuaSandbox} says what a script can reach, and
 * {@code LuaBudget} what it may use up. The interpreter is LuaJ (Lua 5.2).
 *
 * <p>A script cannot reach files (but for {@code dofile} of its own folder, and that only while the
 * configuration is read), the network, other programs or Java. Instructions, time, memory, the
 * depth of calls and the work of library functions are bounded.
 *
 * <p>All Lua of one configuration runs on one thread of its own, which goes when it is idle.
 */
@NullMarked
package org.millrace.server.config.lua;

import org.jspecify.annotations.NullMarked;
