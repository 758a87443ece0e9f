/** RTMP: publish and play. */
@NullMarked
package org.millrace.rtmp;

import org.jspecify.annotations.NullMarked;
