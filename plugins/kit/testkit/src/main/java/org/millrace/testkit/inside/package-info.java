/**
 * What the kit does where the server is: in the layer that {@link org.millrace.testkit.TestServer}
 * makes for it. The types of the server and of the plugin API are not those of the tests there, so
 * only types of the JDK go in and out.
 *
 * <p>Starting point: {@link org.millrace.testkit.inside.HostedServer}.
 *
 * <p>Called by the threads of tests; what is handed out (log lines, frames) is handed out on the
 * server's threads.
 */
@NullMarked
package org.millrace.testkit.inside;

import org.jspecify.annotations.NullMarked;
