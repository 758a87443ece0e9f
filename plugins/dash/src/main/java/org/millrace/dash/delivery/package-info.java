/**
 * Serves manifests and segments by HTTP.
 *
 * <p>Starting points: {@link org.millrace.dash.delivery.ManifestHandler} asks the application and
 * hands out the manifest; {@link org.millrace.dash.delivery.MediaHandler} serves segments to those
 * who have read one, that being made by {@link org.millrace.dash.delivery.GrowingSegment}; {@link
 * org.millrace.dash.delivery.LiveRuns} knows whose they are.
 *
 * <p>Handlers run on the event loop of the asking connection, and never block; what they share is
 * safe for use by any thread.
 */
@NullMarked
package org.millrace.dash.delivery;

import org.jspecify.annotations.NullMarked;
