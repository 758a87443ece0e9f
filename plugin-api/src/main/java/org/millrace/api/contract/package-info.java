/**
 * What this API promises: marks that every exported type of it carries, for people and for the
 * gates of the build.
 *
 * <ul>
 *   <li>How long it stays: {@link org.millrace.api.contract.Stable} or {@link
 *       org.millrace.api.contract.Experimental}.
 *   <li>Who implements it: {@link org.millrace.api.contract.HostImplemented} or {@link
 *       org.millrace.api.contract.PluginImplemented}. Records, enums, sealed and final types have
 *       none of the two: they are values, which nobody implements and both sides make.
 * </ul>
 *
 * <p>The marks are in the class files, and not there at run time.
 */
@NullMarked
package org.millrace.api.contract;

import org.jspecify.annotations.NullMarked;
