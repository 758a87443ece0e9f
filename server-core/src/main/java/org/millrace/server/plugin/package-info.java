/**
 * The plugin host. Each jar of the plugins folder becomes a named module in a module layer of its
 * own, above the layers of the plugins it depends on and the layer of the host: a plugin sees what
 * those export and nothing else, two plugins may carry two versions of one library, and the classes
 * of an unloaded plugin are collected.
 *
 * <p>PF4J keeps descriptors, states and the order of calls; reading manifests strictly, choosing
 * and sorting the jars, and making the layers is done here, because in PF4J one bad jar stops all
 * of the others. Here a bad one is left out with one line that says why, with the plugins that need
 * it, and everything else starts.
 *
 * <p>Starting points: {@link org.millrace.server.plugin.PluginHost} for the life of plugins, {@link
 * org.millrace.server.plugin.PluginUpdater} for what changes while the server runs, {@link
 * org.millrace.server.plugin.PluginLayer} for the layers, {@link
 * org.millrace.server.plugin.HostedPluginContext} for what a plugin gets from the host.
 *
 * <p><b>Threads.</b> The host is driven by one thread at a time: that of the server's start and
 * stop, and those of the operations between. Contexts are safe for use by any thread.
 */
@NullMarked
package org.millrace.server.plugin;

import org.jspecify.annotations.NullMarked;
