/**
 * The plugin's entry and its settings.
 *
 * <p>Starting point: {@link org.millrace.dash.plugin.DashPlugin}.
 */
@NullMarked
package org.millrace.dash.plugin;

import org.jspecify.annotations.NullMarked;
