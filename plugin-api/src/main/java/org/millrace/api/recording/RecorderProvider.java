package org.millrace.api.recording;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.apache.logging.log4j.Logger;
import org.millrace.api.contract.Experimental;
import org.millrace.api.contract.PluginImplemented;

/** Brings a recording format. */
@Experimental(since = "0.9.0", until = "a second format uses it")
@PluginImplemented
public interface RecorderProvider {

  /**
   * The file name extensions of the format.
   *
   * @return lower case, without dot, such as {@code flv}
   */
  Set<String> extensions();

  /**
   * Opens a file for a recording.
   *
   * @param file its folder exists; the path is safe
   * @param append whether to go on at the end of a file that is there, on its timeline; else a file
   *     that is there is replaced
   * @param log a logger of the recording
   * @return the recorder
   * @throws IOException if the file cannot be written, or cannot be appended to
   */
  Recorder open(Path file, boolean append, Logger log) throws IOException;

  /**
   * Mends the files that a crash left unfinished. Called at the server's start for each folder that
   * recordings are written to.
   *
   * @param folder looked through with its sub-folders; only files of this format that a recorder
   *     left unfinished are touched
   * @param log a logger
   * @throws IOException if the folder cannot be read
   */
  void repair(Path folder, Logger log) throws IOException;
}
