/**
 * Applications as the host runs them: which there are, whom their hooks let in, and what their
 * clients hold.
 *
 * <p>Starting points: {@link org.millrace.server.application.ConnectHandler} is where a connection
 * comes in.
 */
@NullMarked
package org.millrace.server.application;

import org.jspecify.annotations.NullMarked;
