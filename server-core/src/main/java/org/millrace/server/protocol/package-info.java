/**
 * Protocols on connections: which chains and layers there are, and how a new connection gets those
 * of its acceptor.
 *
 * <p>Starting points: {@link org.millrace.server.protocol.ProtocolFactoryRegistry} knows the names,
 * {@link org.millrace.server.protocol.ConnectionInitializer} shows the whole pipeline of a
 * connection, {@link org.millrace.server.protocol.ProtocolDetectionHandler} lets one port speak
 * several protocols.
 *
 * <p><b>Threads.</b> The registry may be used by any thread. All else happens on a connection's
 * event loop.
 */
@NullMarked
package org.millrace.server.protocol;

import org.jspecify.annotations.NullMarked;
