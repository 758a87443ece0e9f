/**
 * Logging: the configuration's {@code logAppenders} turned into Log4j's configuration, and loggers
 * for connections.
 *
 * <p>{@link org.millrace.server.logging.ConnectionLogger} makes the loggers whose lines carry a
 * connection's id.
 *
 * <p>Loggers may be used by any thread; set-up and shutdown belong to the thread that starts and
 * stops the server.
 */
@NullMarked
package org.millrace.server.logging;

import org.jspecify.annotations.NullMarked;
