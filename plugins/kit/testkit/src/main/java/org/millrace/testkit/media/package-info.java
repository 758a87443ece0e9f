/**
 * Pictures and sound that really decode, made by arithmetic.
 *
 * <p>Starting point: {@link org.millrace.testkit.media.SyntheticSource}.
 *
 * <p>A source is for one thread at a time.
 */
@NullMarked
package org.millrace.testkit.media;

import org.jspecify.annotations.NullMarked;
