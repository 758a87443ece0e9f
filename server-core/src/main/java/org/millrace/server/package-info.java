/** The host that plugins are loaded into. */
@NullMarked
package org.millrace.server;

import org.jspecify.annotations.NullMarked;
