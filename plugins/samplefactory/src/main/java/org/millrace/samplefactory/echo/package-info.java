/**
 * Echo, by lines over TCP and by requests over HTTP: what comes is sent back with {@code ECHO }
 * before it. The layer {@code echo} is the same in both chains; it neither knows nor cares what
 * cuts the bytes below it.
 *
 * <p>Starting point: {@link org.millrace.samplefactory.echo.EchoProtocol}. Everything of a
 * connection happens on its event loop.
 */
@NullMarked
package org.millrace.samplefactory.echo;

import org.jspecify.annotations.NullMarked;
