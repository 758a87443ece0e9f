/** Records live streams to FLV files. */
@NullMarked
package org.millrace.flvrecording;

import org.jspecify.annotations.NullMarked;
