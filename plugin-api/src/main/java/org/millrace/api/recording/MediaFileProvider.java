package org.millrace.api.recording;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;

/** Brings a file format to read. */
public interface MediaFileProvider {

  /**
   * The file name extensions of the format.
   *
   * @return lower case, without dot, such as {@code flv}
   */
  Set<String> extensions();

  /**
   * Opens a file.
   *
   * @param file an existing file
   * @return a reader at its beginning
   * @throws IOException if it cannot be read or is not of this format; the message says what was
   *     found where
   */
  MediaFileReader open(Path file) throws IOException;
}
