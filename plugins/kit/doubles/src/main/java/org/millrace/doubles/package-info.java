/**
 * The host as unit tests of plugins want it: what plugin-api says the host implements, in a form
 * that a test steers and asks. Nothing here knows the host, or a protocol.
 *
 * <p>Starting points: {@link org.millrace.doubles.FakeConnection} for protocol layers, {@link
 * org.millrace.doubles.FrameRecorder} for what comes out of a stream, {@link
 * org.millrace.doubles.Settings} for what a configuration says.
 *
 * <p>Unless a type says otherwise it is for the test's thread alone, on which an {@link
 * io.netty.channel.embedded.EmbeddedChannel} does everything, too.
 */
@NullMarked
package org.millrace.doubles;

import org.jspecify.annotations.NullMarked;
