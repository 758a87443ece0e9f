/**
 * What scripts can do: the table {@code millrace} with its functions, and {@code crtmpserver} with
 * the old names of some.
 *
 * <p>Starting points: {@link org.millrace.vmapp.service.Services} puts the tables together, {@link
 * org.millrace.vmapp.service.Arguments} reads what scripts pass, {@link
 * org.millrace.vmapp.service.HttpRequests} is the largest of the services.
 *
 * <p>Functions are called on the script's thread and do not block. What they begin (timers,
 * requests) ends with the script.
 */
@NullMarked
package org.millrace.vmapp.service;

import org.jspecify.annotations.NullMarked;
