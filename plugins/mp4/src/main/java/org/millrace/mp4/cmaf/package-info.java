/**
 * CMAF (ISO/IEC 23000-19): {@link org.millrace.mp4.cmaf.CmafTrack} makes the header of a track and
 * chunks of it. A chunk is a {@code moof} with its {@code mdat}; parts of LL-HLS, chunks of DASH
 * and whole segments are one or several of them. Immutable; any thread.
 */
@NullMarked
package org.millrace.mp4.cmaf;

import org.jspecify.annotations.NullMarked;
