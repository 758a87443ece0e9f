/**
 * The configuration: from a Lua file to validated records.
 *
 * <p>Start at {@link org.millrace.server.config.ServerConfig}, which is what the rest of the server
 * reads, and {@link org.millrace.server.config.ServerConfigReader}, which makes it; {@link
 * org.millrace.server.config.SettingsValidator} checks what only plugins know, once they are
 * loaded. What cannot be used is collected in {@link org.millrace.server.config.ConfigProblems}, so
 * that all of it is reported together. The keys are constants in the {@code *Settings} classes,
 * from which {@link org.millrace.server.config.SettingsReference} makes the documentation.
 *
 * <p>All records are immutable; the readers belong to the thread that starts the server.
 */
@NullMarked
package org.millrace.server.config;

import org.jspecify.annotations.NullMarked;
