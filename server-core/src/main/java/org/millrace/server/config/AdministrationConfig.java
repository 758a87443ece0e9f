package org.millrace.server.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How a running server can be changed.
 *
 * @param pluginsWatch whether the plugins follow the changes of their folder
 * @param logLines how many lines of the log are kept in memory
 * @param control whether the server takes commands
 * @param controlSocket where, if the configuration says so; absolute
 */
public record AdministrationConfig(
    boolean pluginsWatch, int logLines, boolean control, Optional<Path> controlSocket) {}
