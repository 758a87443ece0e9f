/**
 * The neutral media model: access units ({@link org.millrace.api.media.MediaFrame}), the elementary
 * streams they belong to ({@link org.millrace.api.media.Track}), and time ({@link
 * org.millrace.api.media.MediaTime}).
 *
 * <p>Every source writes frames of this model and every sink reads them, so that any source feeds
 * any sink. Video payloads are length-prefixed access units as in ISO/IEC 14496-15 (the form of FLV
 * and MP4); audio payloads are raw codec frames without a container header. All types are immutable
 * and may be shared between threads; only the reference count of a frame changes.
 */
@NullMarked
package org.millrace.api.media;

import org.jspecify.annotations.NullMarked;
