package org.millrace.api.server;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.millrace.api.application.RefusedException;
import org.millrace.api.contract.Experimental;
import org.millrace.api.contract.HostImplemented;
import org.millrace.api.stream.StreamKey;

/**
 * The recordings of all applications, and the files that they have left. Implemented by the host;
 * safe for use by any thread.
 *
 * <p>No path leads out of an application's folder for recordings. A stage fails with {@link
 * RefusedException}: {@code NOT_FOUND} if there is no such application or file, {@code BAD_NAME} if
 * the path is none, {@code BUSY} if the file is being written, {@code FAILED} if the disk says no.
 */
@Experimental(since = "0.9.0", until = "administration and metrics have been in use for a release")
@HostImplemented
public interface ServerRecordings {

  /**
   * Lists what is being recorded, or is to be as soon as the stream has frames.
   *
   * @return a snapshot in the order of beginning
   */
  List<RecordingInfo> list();

  /**
   * Records a stream until it is unpublished or the recording is stopped. Does not block.
   *
   * @param stream need not be live yet; its application must run
   * @param name as {@link org.millrace.api.recording.Recordings#start} has it
   * @param append whether to go on at the end of a file that is there
   * @return the recording
   * @throws RefusedException if it cannot be
   */
  RecordingInfo start(StreamKey stream, String name, boolean append) throws RefusedException;

  /**
   * Ends a recording.
   *
   * @param id such as {@code r4}
   * @return completed when its file is finished, with true; with false if there is none
   */
  CompletionStage<Boolean> stop(String id);

  /**
   * Lists the files of an application.
   *
   * @param application its name
   * @param limit of files; the others are left out
   * @return in the order of their paths; those in formats that no plugin writes are not in it
   */
  CompletionStage<List<RecordedFile>> files(String application, int limit);

  /**
   * Finds a file.
   *
   * @param application its name
   * @param path as in {@link RecordedFile#path()}
   * @return absolute, without symbolic links; may be read
   */
  CompletionStage<Path> file(String application, String path);

  /**
   * Deletes a file.
   *
   * @param application its name
   * @param path as in {@link RecordedFile#path()}
   * @return completed when it is gone
   */
  CompletionStage<Void> delete(String application, String path);
}
