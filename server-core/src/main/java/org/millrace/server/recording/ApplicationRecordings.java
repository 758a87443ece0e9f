package org.millrace.server.recording;

import java.util.List;
import java.util.Optional;
import org.millrace.api.application.Refusal;
import org.millrace.api.application.RefusedException;
import org.millrace.api.recording.Recordings;
import org.millrace.api.server.RecordingInfo;
import org.millrace.api.stream.Publication;
import org.millrace.api.stream.StreamKey;
import org.millrace.server.recording.RecordingService.Order;

/** The recordings of one application. */
public final class ApplicationRecordings implements Recordings {
  private final RecordingService service;
  private final String application;
  private final Optional<RecordingFolder> folder;

  ApplicationRecordings(
      RecordingService service, String application, Optional<RecordingFolder> folder) {
    this.service = service;
    this.application = application;
    this.folder = folder;
  }

  @Override
  public Recording start(StreamKey stream, String name, boolean append) throws RefusedException {
    return service.start(new Order(stream, storage(), name, append, null));
  }

  /**
   * As {@link #start}, for an administrator.
   *
   * @param stream need not be live yet
   * @param name the file's name
   * @param append whether to go on at the end of a file that is there
   * @return the recording as it begins
   * @throws RefusedException as {@link #start} has it
   */
  public RecordingInfo begin(StreamKey stream, String name, boolean append)
      throws RefusedException {
    return service.start(new Order(stream, storage(), name, append, null)).describe();
  }

  /**
   * The files that are there.
   *
   * @return to be asked on a thread that may block
   * @throws RefusedException if the application has no folder for recordings
   */
  public RecordedFiles files() throws RefusedException {
    return service.files(application, storage());
  }

  /**
   * Records one publication, whose publisher asks for it. The file has the stream's name. An
   * earlier publisher's recording of the same file may not be finished yet: this one follows it.
   *
   * @param publication has just begun
   * @param append whether to go on at the end of a file that is there
   * @return the recording
   * @throws RefusedException as {@link #start} has it
   */
  public Recording start(Publication publication, boolean append) throws RefusedException {
    StreamKey stream = publication.key();
    return service.start(new Order(stream, storage(), stream.name(), append, publication));
  }

  /**
   * Checks a stream's name, for a publisher that asks for a recording.
   *
   * @param name the stream's name
   * @throws RefusedException with {@link Refusal#BAD_NAME} if such a file must not be written
   */
  public void requireFileName(String name) throws RefusedException {
    if (folder.isEmpty()) {
      return;
    }
    try {
      service.check(folder.get(), name);
    } catch (RefusedException e) {
      // A missing plugin is no fault of the publisher: it may publish without a recording.
      if (e.refusal() == Refusal.BAD_NAME) {
        throw e;
      }
    }
  }

  @Override
  public List<Recording> active() {
    return service.active().stream()
        .filter(recording -> recording.stream().application().equals(application))
        .map(Recording.class::cast)
        .toList();
  }

  private RecordingFolder storage() throws RefusedException {
    return folder.orElseThrow(
        () ->
            new RefusedException(
                Refusal.FAILED,
                "application " + application + " has no mediaStorage.recordedStreamsStorage"));
  }
}
