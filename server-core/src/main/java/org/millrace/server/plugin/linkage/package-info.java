/**
 * Whether the classes of a jar fit those that they were not compiled against: reads what they refer
 * to, and looks it up in the modules that they would meet, without loading any class.
 *
 * <p>Starting points: {@link org.millrace.server.plugin.linkage.LinkCheck}; {@link
 * org.millrace.server.plugin.linkage.ClassShape} is what is known of a class.
 *
 * <p><b>Threads.</b> A check is used by one thread.
 */
@NullMarked
package org.millrace.server.plugin.linkage;

import org.jspecify.annotations.NullMarked;
