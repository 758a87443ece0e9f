/**
 * The configuration: from a Lua file to validated records.
 *
 * <p>Start at {@link org.millrace.server.config.ServerConfig}, which is what the rest of the server
 * reads. What cannot be used is collected in {@link org.millrace.server.config.ConfigProblems}, so
 * that all of it is reported together.
 *
 * <p>All records are immutable.
 */
@NullMarked
package org.millrace.server.config;

import org.jspecify.annotations.NullMarked;
