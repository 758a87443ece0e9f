/**
 * The plugin's entry and its settings.
 *
 * <p>Starting point: {@link org.millrace.hls.plugin.HlsPlugin}.
 */
@NullMarked
package org.millrace.hls.plugin;

import org.jspecify.annotations.NullMarked;
