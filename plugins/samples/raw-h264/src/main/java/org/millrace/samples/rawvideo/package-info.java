/** The sample of a protocol. Start at {@link org.millrace.samples.rawvideo.RawH264Plugin}. */
@NullMarked
package org.millrace.samples.rawvideo;

import org.jspecify.annotations.NullMarked;
