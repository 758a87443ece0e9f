package org.millrace.server.config;

import java.nio.file.Path;
import org.millrace.api.config.ConfigNode;

/**
 * One storage of an application's {@code mediaStorage}.
 *
 * @param name its key; made up for entries without one
 * @param mediaFolder the folder, absolute; it exists
 * @param description for people; may be empty
 * @param table everything that was written
 */
public record StorageConfig(
    String name, Path mediaFolder, String description, ConfigNode.Table table) {}
