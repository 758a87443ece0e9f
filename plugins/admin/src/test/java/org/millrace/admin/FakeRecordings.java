package org.millrace.admin;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.millrace.api.application.Refusal;
import org.millrace.api.application.RefusedException;
import org.millrace.api.server.RecordedFile;
import org.millrace.api.server.RecordingInfo;
import org.millrace.api.server.ServerRecordings;
import org.millrace.api.stream.StreamKey;

/** Recordings of the application {@code live}, which has one file. */
final class FakeRecordings implements ServerRecordings {
  private final List<String> wishes;

  FakeRecordings(List<String> wishes) {
    this.wishes = wishes;
  }

  @Override
  public List<RecordingInfo> list() {
    return List.of(info(new StreamKey("live", "cam"), "cam.flv", false));
  }

  private static RecordingInfo info(StreamKey stream, String name, boolean append) {
    return new RecordingInfo(
        "r4", stream, Path.of("/media").resolve(name), append, Optional.empty(), 0, 0);
  }

  @Override
  public RecordingInfo start(StreamKey stream, String name, boolean append)
      throws RefusedException {
    if (!stream.application().equals("live")) {
      throw new RefusedException(Refusal.UNKNOWN_APPLICATION, stream.application());
    }
    wishes.add("record " + stream + " to " + name);
    return info(stream, name, append);
  }

  @Override
  public CompletionStage<Boolean> stop(String id) {
    wishes.add("stop " + id);
    return CompletableFuture.completedStage(id.equals("r4"));
  }

  @Override
  public CompletionStage<List<RecordedFile>> files(String application, int limit) {
    return CompletableFuture.completedStage(
        List.of(new RecordedFile(application, "a/cam.flv", 1000, Instant.EPOCH, false)));
  }

  @Override
  public CompletionStage<Path> file(String application, String path) {
    return path.equals("a/cam.flv")
        ? CompletableFuture.completedStage(Path.of("/media/a/cam.flv"))
        : CompletableFuture.failedStage(new RefusedException(Refusal.NOT_FOUND, path));
  }

  @Override
  public CompletionStage<Void> delete(String application, String path) {
    wishes.add("delete " + application + "/" + path);
    return CompletableFuture.completedStage(null);
  }
}
