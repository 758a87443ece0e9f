/**
 * The server as plugins see it that administer or watch it: what implements {@code
 * org.millrace.api.server}.
 *
 * <p>Starting points: {@link org.millrace.server.administration.ConnectionAdministration} and its
 * siblings, one for each part of {@code Server}; {@link org.millrace.server.administration.Turns}
 * puts what changes the server in order.
 *
 * <p><b>Threads.</b> Safe for use by any thread. Figures are read where they are counted, without
 * locks that an event loop would wait for.
 */
@NullMarked
package org.millrace.server.administration;

import org.jspecify.annotations.NullMarked;
