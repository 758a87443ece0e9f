/** FLV tags, AMF0 and AMF3, and live FLV over TCP. */
@NullMarked
package org.millrace.flv;

import org.jspecify.annotations.NullMarked;
