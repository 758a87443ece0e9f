package org.millrace.api.recording;

import java.nio.file.Path;
import java.util.List;
import org.millrace.api.application.RefusedException;
import org.millrace.api.contract.Experimental;
import org.millrace.api.contract.HostImplemented;
import org.millrace.api.stream.StreamKey;

/** Recordings of an application. Implemented by the host; safe for use by any thread. */
@Experimental(since = "0.9.0", until = "a second format uses it")
@HostImplemented
public interface Recordings {

  /**
   * Records a stream until it is unpublished or the recording is closed. Does not block: the file
   * is opened on a file thread, and a failure is logged.
   *
   * @param stream the stream; need not be live yet
   * @param name the file's name within the application's storage for recordings, with or without
   *     extension (default: flv) and sub-folders
   * @param append whether to go on at the end of a file that is there
   * @return the recording
   * @throws RefusedException if no storage is configured, no plugin writes that format, the name
   *     would leave the storage, or the file is being recorded to already
   */
  Recording start(StreamKey stream, String name, boolean append) throws RefusedException;

  /**
   * The recordings that are going on.
   *
   * @return a snapshot
   */
  List<Recording> active();

  /** A recording. */
  @Experimental(since = "0.9.0", until = "a second format uses it")
  @HostImplemented
  interface Recording {
    /**
     * The stream.
     *
     * @return its key
     */
    StreamKey stream();

    /**
     * The file.
     *
     * @return an absolute path
     */
    Path file();

    /** Ends it; the file is finished on a file thread. Idempotent. */
    void close();
  }
}
