/**
 * Applications as the host runs them: which there are, whom their hooks let in, and what their
 * clients hold.
 *
 * <p>Starting points: {@link org.millrace.server.application.ApplicationRouter} is where a
 * connection asks to be let in, {@link org.millrace.server.application.HostedClient} is what it
 * gets, {@link org.millrace.server.application.HostedApplication} asks the hooks, {@link
 * org.millrace.server.application.ApplicationRegistry} has all applications.
 *
 * <p>What concerns one client happens on its connection's event loop. The registry is filled before
 * connections are accepted and read by all threads.
 */
@NullMarked
package org.millrace.server.application;

import org.jspecify.annotations.NullMarked;
