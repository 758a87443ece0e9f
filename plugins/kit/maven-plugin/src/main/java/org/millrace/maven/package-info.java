/**
 * Makes a Millrace plugin of a Maven module, so that nothing is said twice: the jar's manifest
 * comes from the POM and from {@code module-info}, and so do the libraries inside the jar.
 *
 * <p>Starting points: {@link org.millrace.maven.PluginMojo} is what Maven calls, {@link
 * org.millrace.maven.PluginManifest} has the entries, {@link org.millrace.maven.PrivateLibraries}
 * the jars in {@code META-INF/lib}. One thread for each module that is built.
 */
@NullMarked
package org.millrace.maven;

import org.jspecify.annotations.NullMarked;
