package org.millrace.admin.rest;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.millrace.admin.schema.Field;
import org.millrace.admin.view.FileView;
import org.millrace.admin.view.RecordingView;
import org.millrace.api.application.RefusedException;
import org.millrace.api.server.ApplicationInfo;
import org.millrace.api.server.RecordedFile;
import org.millrace.api.server.Server;
import org.millrace.api.stream.StreamKey;
import org.millrace.http.HttpReply;

/** Recordings and their files. */
final class RecordingOperations {
  private static final String FILE = "/recordings/files/{application}/{path...}";

  private static final Query LIMIT =
      Query.number("limit", 1, 10_000, 1000, "How many files of an application, at most.");

  private final Server server;

  /**
   * What is to be recorded.
   *
   * @param application see there
   * @param stream see there
   * @param name see there
   * @param format see there
   * @param append see there
   */
  record RecordingRequest(
      @Field(value = "The stream's application.", min = 1, max = 200) String application,
      @Field(value = "The stream's name; it need not be live yet.", min = 1, max = 1000)
          String stream,
      @Field(
              value = "The file's name, with folders; without it the stream's.",
              optional = true,
              min = 1,
              max = 1000)
          @Nullable String name,
      @Field(
              value = "The file's extension; without it that of the name, or flv.",
              optional = true,
              min = 1,
              max = 10)
          @Nullable String format,
      @Field(value = "Whether to go on at the end of a file that is there.", optional = true)
          @Nullable Boolean append) {

    String fileName() {
      String base = name == null ? stream : name;
      return format == null ? base : base + "." + format;
    }
  }

  RecordingOperations(Server server) {
    this.server = server;
  }

  List<Operation> all() {
    return List.of(
        Operation.get("/recordings", "listRecordings")
            .summary("Recordings that go on, in the order of beginning.")
            .lists(RecordingView.class)
            .now(call -> server.recordings().list().stream().map(RecordingView::of).toList()),
        Operation.get("/recordings/files", "listRecordedFiles")
            .summary("Files that were recorded, by application and path.")
            .query(LIMIT)
            .lists(FileView.class)
            .later(call -> files((int) call.query(LIMIT))),
        Operation.post("/recordings", "startRecording")
            .summary("Records a stream until it ends or the recording is stopped.")
            .takes(RecordingRequest.class)
            .creates(RecordingView.class)
            .now(this::start),
        Operation.delete("/recordings/{id}", "stopRecording")
            .summary("Ends a recording; answered when its file is finished.")
            .later(this::stop),
        Operation.get(FILE, "downloadRecording")
            .summary("A file; parts of it can be asked for.")
            .sends("application/octet-stream")
            .later(this::download),
        Operation.delete(FILE, "deleteRecording")
            .summary("Deletes a file.")
            .later(
                call -> server.recordings().delete(call.path("application"), call.path("path"))));
  }

  private CompletionStage<?> files(int limit) {
    List<CompletableFuture<List<RecordedFile>>> lists =
        server.applications().stream()
            .map(ApplicationInfo::name)
            .map(name -> files(name, limit).toCompletableFuture())
            .toList();
    return CompletableFuture.allOf(lists.toArray(CompletableFuture[]::new))
        .thenApply(
            done ->
                lists.stream().flatMap(list -> list.join().stream()).map(FileView::of).toList());
  }

  /** An application without a folder for recordings refuses, and has no files. */
  private CompletionStage<List<RecordedFile>> files(String application, int limit) {
    return server
        .recordings()
        .files(application, limit)
        .exceptionally(
            failure -> {
              Throwable cause =
                  failure instanceof CompletionException ? failure.getCause() : failure;
              if (cause instanceof RefusedException) {
                return List.of();
              }
              throw new CompletionException(cause);
            });
  }

  private Object start(RestCall call) {
    RecordingRequest request = call.body(RecordingRequest.class);
    StreamKey key = new StreamKey(request.application(), request.stream());
    boolean append = Boolean.TRUE.equals(request.append());
    try {
      return RecordingView.of(server.recordings().start(key, request.fileName(), append));
    } catch (RefusedException e) {
      throw new CompletionException(e);
    }
  }

  private CompletionStage<?> stop(RestCall call) {
    String id = call.path("id");
    return server
        .recordings()
        .stop(id)
        .thenApply(
            found -> {
              if (!found) {
                throw ServerOperations.unknown("recording", id);
              }
              return null;
            });
  }

  private CompletionStage<?> download(RestCall call) {
    return server
        .recordings()
        .file(call.path("application"), call.path("path"))
        .thenApply(RecordingOperations::attachment);
  }

  private static HttpReply attachment(Path file) {
    // Quotes and control characters have no place in a quoted string; names are shown by people.
    String name = String.valueOf(file.getFileName()).replaceAll("[^ -~]|[\"\\\\]", "_");
    return HttpReply.file(contentType(name), file)
        .with("Content-Disposition", "inline; filename=\"" + name + "\"")
        .cacheControl("no-cache");
  }

  private static String contentType(String name) {
    String extension = name.substring(name.lastIndexOf('.') + 1);
    return switch (extension) {
      case "flv" -> "video/x-flv";
      case "mp4" -> "video/mp4";
      case "ts" -> "video/mp2t";
      default -> "application/octet-stream";
    };
  }
}
