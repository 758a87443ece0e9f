/**
 * The plugin {@code http-ts}: mounts the paths {@code /APPLICATION/STREAM.ts}. Starting points:
 * {@link org.millrace.httpts.HttpTsPlugin}, and {@link org.millrace.httpts.TsForm}, which makes the
 * bytes of one viewer on that viewer's event loop.
 */
@NullMarked
package org.millrace.httpts;

import org.jspecify.annotations.NullMarked;
