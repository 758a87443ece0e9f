/**
 * Requests without a connection, for unit tests of what answers them. Start at {@link
 * org.millrace.doubles.http.FakeExchange}; what it was answered is a {@link
 * org.millrace.doubles.http.FakeAnswer}. Everything belongs to the thread of the test, on which the
 * event loop runs when the test says so.
 */
@NullMarked
package org.millrace.doubles.http;

import org.jspecify.annotations.NullMarked;
