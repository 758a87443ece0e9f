/**
 * Administration of a running server.
 *
 * <p>Starting points: {@link org.millrace.admin.AdminPlugin} puts the parts together; {@link
 * org.millrace.admin.command} and {@link org.millrace.admin.builtin} are the commands, {@link
 * org.millrace.admin.line} brings them over the wire; {@link org.millrace.admin.rest} is the REST
 * API, {@link org.millrace.admin.event} tells what happens.
 *
 * <p>The plugin starts and stops on the host's threads; everything else is safe for use by any
 * thread, or says otherwise.
 */
@NullMarked
package org.millrace.admin;

import org.jspecify.annotations.NullMarked;
