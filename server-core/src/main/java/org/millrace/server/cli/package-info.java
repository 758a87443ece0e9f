/**
 * The command line. {@link org.millrace.server.cli.CommandLineParser} turns it into one of the
 * {@link org.millrace.server.cli.Command}s; {@link org.millrace.server.cli.ToolRegistry} has the
 * programs that plugins bring.
 */
@NullMarked
package org.millrace.server.cli;

import org.jspecify.annotations.NullMarked;
