/**
 * Boxes of the ISO base media file format (ISO/IEC 14496-12): {@link org.millrace.mp4.box.Box}
 * writes them. Without state; any thread.
 */
@NullMarked
package org.millrace.mp4.box;

import org.jspecify.annotations.NullMarked;
