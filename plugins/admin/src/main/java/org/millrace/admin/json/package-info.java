/**
 * JSON of answers, requests and events.
 *
 * <p>Starting point: {@link org.millrace.admin.json.Json}. Safe for use by any thread.
 */
@NullMarked
package org.millrace.admin.json;

import org.jspecify.annotations.NullMarked;
