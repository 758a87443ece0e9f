package org.millrace.server.administration;

import io.netty.channel.EventLoopGroup;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import org.millrace.api.application.Refusal;
import org.millrace.api.application.RefusedException;
import org.millrace.api.server.RecordedFile;
import org.millrace.api.server.RecordingInfo;
import org.millrace.api.server.ServerRecordings;
import org.millrace.api.stream.StreamKey;
import org.millrace.server.application.ApplicationRegistry;
import org.millrace.server.recording.ApplicationRecordings;
import org.millrace.server.recording.RecordedFiles;
import org.millrace.server.recording.RecordingService;

/**
 * The recordings, for plugins.
 *
 * @param service records
 * @param applications have folders
 * @param fileLoops threads that may block
 */
public record RecordingAdministration(
    RecordingService service, ApplicationRegistry applications, EventLoopGroup fileLoops)
    implements ServerRecordings {

  @Override
  public List<RecordingInfo> list() {
    return service.list();
  }

  @Override
  public RecordingInfo start(StreamKey stream, String name, boolean append)
      throws RefusedException {
    return recordings(stream.application()).begin(stream, name, append);
  }

  private ApplicationRecordings recordings(String application) throws RefusedException {
    return applications
        .find(application)
        .map(found -> found.context().recordings())
        .orElseThrow(
            () -> new RefusedException(Refusal.NOT_FOUND, "no application " + application));
  }

  @Override
  public CompletionStage<Boolean> stop(String id) {
    return service.stop(id);
  }

  @Override
  public CompletionStage<List<RecordedFile>> files(String application, int limit) {
    return onFileLoop(application, files -> files.list(limit));
  }

  @Override
  public CompletionStage<Path> file(String application, String path) {
    return onFileLoop(application, files -> files.find(path));
  }

  @Override
  public CompletionStage<Void> delete(String application, String path) {
    return this.<Boolean>onFileLoop(
            application,
            files -> {
              files.delete(path);
              return true;
            })
        .thenAccept(done -> {});
  }

  private interface Work<T> {
    T run(RecordedFiles files) throws RefusedException;
  }

  private <T> CompletionStage<T> onFileLoop(String application, Work<T> work) {
    CompletableFuture<T> result = new CompletableFuture<>();
    try {
      RecordedFiles files = recordings(application).files();
      fileLoops.next().execute(() -> run(files, work, result));
    } catch (RefusedException e) {
      result.completeExceptionally(e);
    } catch (RejectedExecutionException e) {
      result.completeExceptionally(
          new RefusedException(Refusal.SHUTDOWN, "the server is stopping"));
    }
    return result;
  }

  private static <T> void run(RecordedFiles files, Work<T> work, CompletableFuture<T> result) {
    try {
      result.complete(work.run(files));
    } catch (RefusedException | RuntimeException e) {
      result.completeExceptionally(e);
    }
  }
}
