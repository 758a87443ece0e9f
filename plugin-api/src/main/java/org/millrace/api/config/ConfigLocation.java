package org.millrace.api.config;

import org.millrace.api.contract.Stable;

/**
 * Where a value stands: {@code millrace.lua:41: applications[2].acceptors[1].port}.
 *
 * @param path the path from the root of the configuration; "" for the root. Lists count from 1, as
 *     Lua does
 * @param file the file's name
 * @param line the line, from 1; 0 if the value was computed and its line is not known
 */
@Stable(since = "0.9.0")
public record ConfigLocation(String path, String file, int line) {

  /** For values that come from no file, such as defaults. */
  public static final ConfigLocation NONE = new ConfigLocation("", "", 0);

  /**
   * The location of a key in the table here.
   *
   * @param key the key
   * @return the path extended; the same line
   */
  public ConfigLocation key(String key) {
    return new ConfigLocation(path.isEmpty() ? key : path + "." + key, file, line);
  }

  /**
   * The location of an item in the list here.
   *
   * @param index from 1
   * @return the path extended; the same line
   */
  public ConfigLocation item(int index) {
    return new ConfigLocation(path + "[" + index + "]", file, line);
  }

  /** The start of an error message: {@code file:line: path}, or what is known of it. */
  @Override
  public String toString() {
    String position = line > 0 ? file + ":" + line : file;
    return position.isEmpty() || path.isEmpty() ? position + path : position + ": " + path;
  }
}
