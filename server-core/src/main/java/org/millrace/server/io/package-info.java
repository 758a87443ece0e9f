/**
 * Sockets and threads: what listens, what connects, and what is connected. Knows nothing of
 * protocols; {@code org.millrace.server.protocol} puts them on the connections made here.
 *
 * <p>Starting points: {@link org.millrace.server.io.IoHandlerManager} owns the threads and the
 * acceptors, {@link org.millrace.server.io.Acceptor} listens, {@link
 * org.millrace.server.io.Connection} is one peer, {@link org.millrace.server.io.ConnectionRegistry}
 * has all of them.
 *
 * <p><b>Threads.</b> {@code millrace-io-N} are the event loops: a connection lives on one of them,
 * nothing there may block. {@code millrace-file-N} may block on files. {@code millrace-timer} runs
 * timers, {@code millrace-dns-N} looks up host names. Acceptors are bound and stopped by the thread
 * of the server's life cycle, which may wait.
 */
@NullMarked
package org.millrace.server.io;

import org.jspecify.annotations.NullMarked;
