/** Takes a connection and hands it to the application that the client names. */
@NullMarked
package org.millrace.appselector;

import org.jspecify.annotations.NullMarked;
