/**
 * The application type {@code appselector}: owns acceptors and hands each connection to the
 * application that the client names.
 *
 * <p>Starting point: {@link org.millrace.appselector.AppSelector}. Without state, so it does not
 * matter which thread calls.
 */
@NullMarked
package org.millrace.appselector;

import org.jspecify.annotations.NullMarked;
