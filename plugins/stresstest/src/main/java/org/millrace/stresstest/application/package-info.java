/**
 * The application type {@code stresstest}, which crtmpserver has, too: players of another server's
 * streams, for as long as this server runs.
 *
 * <p>Starting points: {@link org.millrace.stresstest.application.StresstestApplication}; {@link
 * org.millrace.stresstest.application.Target} is its configuration. Start, stop and the timer of
 * its statistics are on threads of the host.
 */
@NullMarked
package org.millrace.stresstest.application;

import org.jspecify.annotations.NullMarked;
