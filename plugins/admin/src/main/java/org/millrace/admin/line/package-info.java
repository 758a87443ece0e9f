/**
 * crtmpserver's commands on the wire: lines or HTTP requests in, JSON out.
 *
 * <p>Starting points: {@link org.millrace.admin.line.CliProtocol} brings the chains {@code
 * inboundJsonCli} and {@code inboundHttpJsonCli}; {@code LineDecoder} cuts bytes into lines, {@code
 * LineParser} makes calls of them, {@code LineSession} runs them for one connection, {@code
 * HttpCliHandler} does for HTTP.
 *
 * <p>All of a connection happens on its event loop.
 */
@NullMarked
package org.millrace.admin.line;

import org.jspecify.annotations.NullMarked;
