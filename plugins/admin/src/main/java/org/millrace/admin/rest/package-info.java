/**
 * The REST API at {@code /api/v1}, and its description.
 *
 * <p>Starting points: an {@link org.millrace.admin.rest.Operation} is declared once, with method,
 * path, meaning, and the records that come and go; {@link org.millrace.admin.rest.RestApi} mounts
 * all of them on the plugin {@code http}, and {@link org.millrace.admin.rest.OpenApi} makes their
 * description of the same declarations. The groups of operations are called {@code ...Operations}.
 *
 * <p>Requests are handled on their connections' event loops; nothing here blocks.
 */
@NullMarked
package org.millrace.admin.rest;

import org.jspecify.annotations.NullMarked;
