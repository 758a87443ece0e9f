package org.millrace.server.config;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One entry of {@code logAppenders}. Levels: 0 fatal, 1 error, 2 warning, 3 info, 4 debug, 5 fine,
 * 6 finest.
 *
 * @param name its label
 * @param type where the lines go
 * @param level the finest level that it takes
 * @param specificLevel if set, the only level that it takes
 * @param singleLine whether stacks of errors stand on the line of their message
 * @param file the file's path without its extension, absolute; set for {@link Type#FILE} alone
 * @param lineEnd what ends a line
 * @param historySize how many full files are kept; 0 means all
 * @param length bytes after which a new file is begun; 0 means never
 */
public record LogAppenderConfig(
    String name,
    Type type,
    int level,
    OptionalInt specificLevel,
    boolean singleLine,
    Optional<Path> file,
    String lineEnd,
    int historySize,
    long length) {

  /** Where log lines go. */
  public enum Type {
    /** Standard output. */
    CONSOLE,
    /** Standard output, with a colour for each level. */
    COLORED_CONSOLE,
    /** Standard error. */
    STANDARD_ERROR,
    /** A file. */
    FILE
  }
}
