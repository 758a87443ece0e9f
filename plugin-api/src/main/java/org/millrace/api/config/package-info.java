/**
 * Configuration as plugins see it: the Lua table as {@link org.millrace.api.config.ConfigNode}s
 * that know where they were written, and {@link org.millrace.api.config.Setting}s that say what may
 * be written.
 *
 * <p>A plugin declares each key it reads as a {@code Setting} constant and lists them. From these
 * lists the host validates a configuration before anything runs, reports all errors together, warns
 * of unknown keys with the nearest known one, and prints the configuration reference.
 */
@NullMarked
package org.millrace.api.config;

import org.jspecify.annotations.NullMarked;
