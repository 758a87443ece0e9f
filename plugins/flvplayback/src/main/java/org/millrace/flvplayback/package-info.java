/**
 * The application type {@code flvplayback}, the main streaming application: whoever connects may
 * publish, play and record, unless a function of the configuration says no.
 *
 * <p>Starting points: {@link org.millrace.flvplayback.FlvPlayback} is the application, {@link
 * org.millrace.flvplayback.FlvPlaybackSettings} has its keys, those of crtmpserver. The application
 * has no state of its own; its hooks may be called by any thread.
 */
@NullMarked
package org.millrace.flvplayback;

import org.jspecify.annotations.NullMarked;
