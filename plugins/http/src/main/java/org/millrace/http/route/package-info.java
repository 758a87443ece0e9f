/**
 * From a request's target to the handler that is mounted there.
 *
 * <p>Starting points: {@link org.millrace.http.route.RequestTarget} reads what stands behind the
 * method, {@link org.millrace.http.route.RouteTable} finds the handler.
 *
 * <p>The table is changed by any thread and read by event loops, without a lock.
 */
@NullMarked
package org.millrace.http.route;

import org.jspecify.annotations.NullMarked;
