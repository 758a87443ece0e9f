package org.millrace.server.config;

import java.nio.file.Path;

/**
 * A file that an application publishes as a live stream.
 *
 * @param file absolute; it exists
 * @param streamName the stream's name
 * @param loop whether it starts over at its end
 */
public record FileSourceConfig(Path file, String streamName, boolean loop) {}
