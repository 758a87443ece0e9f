/**
 * crtmpserver's sample of a plugin that brings chains of its own: {@code echoProtocol}, {@code
 * httpEchoProtocol} and {@code httpDownload}.
 *
 * <p>Starting point: {@link org.millrace.samplefactory.SampleFactoryPlugin}.
 */
@NullMarked
package org.millrace.samplefactory;

import org.jspecify.annotations.NullMarked;
