/**
 * What administration knows about streams beside what the engine says: numbers for crtmpserver's
 * commands, and rates.
 *
 * <p>Starting points: {@link org.millrace.admin.inventory.Inventory}, {@link
 * org.millrace.admin.inventory.StreamIndex}. Thread-safe.
 */
@NullMarked
package org.millrace.admin.inventory;

import org.jspecify.annotations.NullMarked;
