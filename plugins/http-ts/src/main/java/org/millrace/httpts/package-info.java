/**
 * The plugin {@code http-ts}: mounts the paths {@code /APPLICATION/STREAM.ts}. Starting points:
 * {@link org.millrace.httpts.HttpTsPlugin}, and {@link org.millrace.httpts.TsEncoder}, which makes
 * the bytes that all viewers of an event loop share.
 */
@NullMarked
package org.millrace.httpts;

import org.jspecify.annotations.NullMarked;
