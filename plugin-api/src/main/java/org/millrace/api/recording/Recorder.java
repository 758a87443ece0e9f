package org.millrace.api.recording;

import java.io.Closeable;
import java.io.IOException;
import org.millrace.api.contract.Experimental;
import org.millrace.api.contract.PluginImplemented;
import org.millrace.api.media.MediaFrame;

/** Writes one file. Used by one thread at a time. */
@Experimental(since = "0.9.0", until = "a second format uses it")
@PluginImplemented
public interface Recorder extends Closeable {

  /**
   * Writes a frame. The first frames are the headers; times keep the distance between tracks.
   *
   * @param frame borrowed
   * @throws IOException if the file cannot be written; the recording is then closed
   */
  void write(MediaFrame frame) throws IOException;

  /**
   * Brings what was written to the operating system, so that it outlives the process. Called after
   * each batch.
   *
   * @throws IOException if the file cannot be written
   */
  void flush() throws IOException;

  /**
   * Finishes the file: duration, size, index.
   *
   * @throws IOException if the file cannot be written
   */
  @Override
  void close() throws IOException;
}
