package org.millrace.api.recording;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.millrace.api.contract.Experimental;
import org.millrace.api.contract.PluginImplemented;

/** Brings a file format to read. */
@Experimental(since = "0.9.0", until = "a second format uses it")
@PluginImplemented
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
