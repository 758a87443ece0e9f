/**
 * The application type {@code vmapp}: an application that is a Lua script.
 *
 * <p>Starting points: {@link org.millrace.vmapp.LuaApplication} asks the script, {@link
 * org.millrace.vmapp.Hook} lists the functions that a script may have, {@link
 * org.millrace.vmapp.LoadedScript} is one load of the file with all that it has begun.
 *
 * <p>Hooks are called on event loops and answered on the script's own thread. A thread of the
 * application's own looks after the file.
 */
@NullMarked
package org.millrace.vmapp;

import org.jspecify.annotations.NullMarked;
