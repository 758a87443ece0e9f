/**
 * What the REST API shows, as records: their components are the keys of the JSON.
 *
 * <p>Starting points: {@link org.millrace.admin.view.StreamView}, {@link
 * org.millrace.admin.view.ServerView}. Most have a method {@code of} that makes them of what the
 * server says. Immutable.
 */
@NullMarked
package org.millrace.admin.view;

import org.jspecify.annotations.NullMarked;
