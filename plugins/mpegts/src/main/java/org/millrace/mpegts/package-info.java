/** The plugin's entry: {@link org.millrace.mpegts.MpegTsPlugin}. */
@NullMarked
package org.millrace.mpegts;

import org.jspecify.annotations.NullMarked;
