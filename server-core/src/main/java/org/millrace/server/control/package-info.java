/**
 * Commands for a running server from the user that it runs as, over a Unix-domain socket.
 *
 * <p>A request is a command's words, one on each line, and an empty line; the answer is a line with
 * the exit code, the lines that the command says, and the end of the connection:
 *
 * <pre>
 * $ printf 'plugin\nlist\n\n' | nc -U run/control.sock
 * 0
 * flv  0.9.0  flv-0.9.0.jar
 * </pre>
 *
 * <p>Starting points: {@link org.millrace.server.control.ControlServer} listens, {@link
 * org.millrace.server.control.ControlCommands} knows the commands, one class each ({@link
 * org.millrace.server.control.ControlCommand}), {@link org.millrace.server.control.ControlClient}
 * asks.
 *
 * <p><b>Threads.</b> The server has one thread, and serves one request after the other; a peer that
 * does not say or read what it should is given a few seconds.
 */
@NullMarked
package org.millrace.server.control;

import org.jspecify.annotations.NullMarked;
