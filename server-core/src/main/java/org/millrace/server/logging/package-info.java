/**
 * Logging: the configuration's {@code logAppenders} turned into Log4j's configuration, and loggers
 * for connections.
 *
 * <p>{@link org.millrace.server.logging.LogSetup} is called when the server starts and stops;
 * {@code LogConfiguration} says what each appender becomes; {@link
 * org.millrace.server.logging.ConnectionLogger} makes the loggers whose lines carry a connection's
 * id.
 *
 * <p>Loggers may be used by any thread, and do not block: each appender writes on a thread of its
 * own behind a bounded queue. Set-up and shutdown belong to the thread that starts and stops the
 * server.
 */
@NullMarked
package org.millrace.server.logging;

import org.jspecify.annotations.NullMarked;
