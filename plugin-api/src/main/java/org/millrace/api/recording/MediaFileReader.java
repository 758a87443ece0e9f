package org.millrace.api.recording;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.millrace.api.contract.Experimental;
import org.millrace.api.contract.PluginImplemented;
import org.millrace.api.media.MediaFrame;

/** Reads one file from its beginning. Used by one thread at a time. */
@Experimental(since = "0.9.0", until = "a second format uses it")
@PluginImplemented
public interface MediaFileReader extends Closeable {

  /**
   * Reads the next frame, in the order of the file.
   *
   * @return to be released by the caller; null at the end of the file
   * @throws IOException if the file is malformed; the message gives the position
   */
  @Nullable MediaFrame read() throws IOException;
}
