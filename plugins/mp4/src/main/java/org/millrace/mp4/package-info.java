/** The plugin's entry: {@link org.millrace.mp4.Mp4Plugin}. */
@NullMarked
package org.millrace.mp4;

import org.jspecify.annotations.NullMarked;
