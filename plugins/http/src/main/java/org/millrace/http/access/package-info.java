/**
 * Who may: the administrator's token and sessions, and what pages of other origins are told.
 *
 * <p>Starting points: {@link org.millrace.http.access.AdminGuard} decides, {@link
 * org.millrace.http.access.AdminToken} knows the secret, {@link
 * org.millrace.http.access.CorsPolicy} is for what everybody may see.
 *
 * <p>Asked by all event loops at once. Locks are held for the look-up of one entry, and only for
 * what the administrator asks.
 */
@NullMarked
package org.millrace.http.access;

import org.jspecify.annotations.NullMarked;
