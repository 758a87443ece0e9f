/**
 * HTTP/1.1 on one connection: from the bytes of a request to the bytes of its answer.
 *
 * <pre>
 * httpDecoder   bytes to requests, Netty's; refuses what could be read in two ways
 * httpEncoder   answers to bytes, Netty's
 * http          one exchange after the other
 * </pre>
 *
 * <p>Starting points: {@link org.millrace.http.connection.HttpConnection} has the order of things,
 * {@link org.millrace.http.connection.ServerExchange} one request, {@link
 * org.millrace.http.connection.ReplyOutput} its answer.
 *
 * <p>All of it happens on the connection's event loop, but for files, which are opened on file
 * threads.
 */
@NullMarked
package org.millrace.http.connection;

import org.jspecify.annotations.NullMarked;
