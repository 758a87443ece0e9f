/**
 * Writes media presentation descriptions (ISO/IEC 23009-1).
 *
 * <p>Starting points: {@link org.millrace.dash.manifest.Periods} says which segments belong to
 * which period of a stream; {@link org.millrace.dash.manifest.Manifest} writes what there is. All
 * is immutable, but for the writers of one text; any thread.
 */
@NullMarked
package org.millrace.dash.manifest;

import org.jspecify.annotations.NullMarked;
