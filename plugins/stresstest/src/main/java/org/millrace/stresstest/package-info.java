/**
 * Load for RTMP servers: {@code bin/millrace stress}, and the application type {@code stresstest}.
 *
 * <p>Starting points: {@link org.millrace.stresstest.tool.StressTool}, {@link
 * org.millrace.stresstest.application.StresstestFactory} and {@link
 * org.millrace.stresstest.load.Load}.
 */
@NullMarked
package org.millrace.stresstest;

import org.jspecify.annotations.NullMarked;
