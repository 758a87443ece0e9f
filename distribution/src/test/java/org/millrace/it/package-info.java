/**
 * Integration tests: real clients against the unpacked distribution.
 *
 * <p>A test registers a {@link org.millrace.it.TestBench}, which starts servers ({@link
 * org.millrace.it.ServerProcess}) with configurations ({@link org.millrace.it.ServerConfig}) and
 * client programs ({@link org.millrace.it.Tool}), and ends all of them after the test, whatever
 * happens. ffmpeg and ffprobe are always there ({@link org.millrace.it.FfmpegTools}); a test that
 * needs an installed program asks {@link org.millrace.it.InstalledTool} and is skipped without it.
 *
 * <p>What a test leaves behind (logs of servers and clients, configurations, recordings) lies in
 * {@code distribution/target/it/<class>/<method>/}.
 */
@NullMarked
package org.millrace.it;

import org.jspecify.annotations.NullMarked;
