/**
 * The entry of a plugin: {@link org.millrace.api.plugin.MillracePlugin}.
 *
 * <p>A plugin is a jar with a module descriptor that {@code provides
 * org.millrace.api.plugin.MillracePlugin}, and a manifest with {@code Plugin-Id}, {@code
 * Plugin-Version}, {@code Plugin-Requires} (versions of this API) and {@code Plugin-Dependencies}.
 * It is loaded into a module layer of its own: it sees what this API and the plugins that it
 * depends on export, and nothing else.
 */
@NullMarked
package org.millrace.api.plugin;

import org.jspecify.annotations.NullMarked;
