package org.millrace.api.server;

import java.nio.file.Path;
import org.millrace.api.contract.Experimental;

/**
 * A folder in which an application looks for files to play.
 *
 * @param application whose
 * @param name tells it from the others of the application
 * @param mediaFolder the folder, absolute
 * @param description for people; may be empty
 * @param configured whether it is of the configuration, and not added while the server runs
 */
@Experimental(since = "0.9.0", until = "administration and metrics have been in use for a release")
public record MediaStorage(
    String application, String name, Path mediaFolder, String description, boolean configured) {}
