package org.millrace.hls.live;

import org.jspecify.annotations.Nullable;

/**
 * What the renditions of a stream have in common.
 *
 * @param partTarget no part is longer; ticks
 * @param partsFor ticks before the end for which parts are kept
 * @param keys null if segments are not encrypted
 */
record RenditionSettings(long partTarget, long partsFor, @Nullable KeyRing keys) {}
