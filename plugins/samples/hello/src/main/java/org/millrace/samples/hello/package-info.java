/**
 * The sample of an application: the application type {@code hello}.
 *
 * <p>Starting points: {@link org.millrace.samples.hello.HelloPlugin} brings the type, {@link
 * org.millrace.samples.hello.HelloApplication} has the hooks. Hooks of different clients are called
 * by different threads at the same time.
 */
@NullMarked
package org.millrace.samples.hello;

import org.jspecify.annotations.NullMarked;
