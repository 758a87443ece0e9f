/** The main streaming application: live streams, recordings, files. */
@NullMarked
package org.millrace.flvplayback;

import org.jspecify.annotations.NullMarked;
