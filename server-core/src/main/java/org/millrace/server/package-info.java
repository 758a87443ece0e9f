/**
 * The life of a server, from the command line to the last log line. The one package that others may
 * use: to run a server inside another program.
 *
 * <p>Starting points: {@link org.millrace.server.MillraceServer} reads as the list of phases of
 * start and stop, {@code ServerParts} shows who knows whom, {@code Hosting} brings to life what the
 * configuration asks for and plugins can do, {@link org.millrace.server.Main} is the program.
 *
 * <p><b>Threads.</b> Start and stop run on the thread that asks for them and wait for what they do;
 * what they start is used by many.
 */
@NullMarked
package org.millrace.server;

import org.jspecify.annotations.NullMarked;
