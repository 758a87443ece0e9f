package org.millrace.server.recording;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.EventExecutor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;
import org.millrace.api.application.Refusal;
import org.millrace.api.application.RefusedException;
import org.millrace.api.media.MediaKind;
import org.millrace.api.recording.RecorderProvider;
import org.millrace.api.recording.Recordings.Recording;
import org.millrace.api.server.RecordingInfo;
import org.millrace.api.server.ServerEvent;
import org.millrace.api.stream.CloseReason;
import org.millrace.api.stream.LagPolicy;
import org.millrace.api.stream.LiveStream;
import org.millrace.api.stream.Publication;
import org.millrace.api.stream.StartMode;
import org.millrace.api.stream.StreamKey;
import org.millrace.api.stream.StreamListener;
import org.millrace.api.stream.StreamRegistry;
import org.millrace.api.stream.StreamRegistry.SubscribeOptions;

/** All recordings of the server. Safe for use by any thread. */
public final class RecordingService {
  private static final Logger LOG = LogManager.getLogger(RecordingService.class);

  private final StreamRegistry streams;
  private final FileFormats formats;

  /** From the cached key frame on; never closed for being slow. */
  private volatile SubscribeOptions options;

  private final List<EventLoop> fileLoops = new ArrayList<>();

  /** In the order of their start: the last one of a file is the one that holds its name. */
  private final List<FileRecording> active = new ArrayList<>();

  /** What goes on when its format is there again. */
  private final List<Order> waiting = new ArrayList<>();

  private volatile Consumer<ServerEvent> events = event -> {};
  private long started;
  private boolean closed;

  /**
   * No recordings yet.
   *
   * @param streams what can be recorded
   * @param fileLoops threads that may block; must outlive {@link #close()}
   * @param formats what plugins write
   * @param maxLag media time that a recording may be behind before frames are left out
   */
  public RecordingService(
      StreamRegistry streams, EventLoopGroup fileLoops, FileFormats formats, Duration maxLag) {
    this.streams = streams;
    this.formats = formats;
    this.options = options(maxLag);
    for (EventExecutor loop : fileLoops) {
      this.fileLoops.add((EventLoop) loop);
    }
    streams.addListener(
        new StreamListener() {
          @Override
          public void onUnpublished(LiveStream stream, CloseReason reason) {
            publisherGone(stream.key());
          }
        });
  }

  private static SubscribeOptions options(Duration maxLag) {
    return new SubscribeOptions(StartMode.GOP, new LagPolicy(maxLag, Duration.ZERO));
  }

  /**
   * Changes how far recordings may be behind, for those to come.
   *
   * @param maxLag media time
   */
  public void maxLag(Duration maxLag) {
    options = options(maxLag);
  }

  /**
   * The recordings of one application.
   *
   * @param application its name
   * @param storage where they are written to, absolute; empty if nothing can be recorded
   * @return its door to this service
   */
  public ApplicationRecordings of(String application, Optional<Path> storage) {
    return new ApplicationRecordings(this, application, storage.map(RecordingFolder::new));
  }

  /**
   * Mends the files that a crash left unfinished. Blocks; to be called before anything is recorded.
   *
   * @param storages the folders that recordings are written to
   */
  public void repair(Iterable<Path> storages) {
    for (Path storage : storages) {
      if (Files.isDirectory(storage)) {
        formats.recorders().forEach(provider -> repair(provider, storage));
      }
    }
  }

  private static void repair(RecorderProvider provider, Path storage) {
    try {
      provider.repair(storage, LOG);
    } catch (IOException e) {
      LOG.error("recordings in {} cannot be repaired: {}", storage, FileProblems.describe(e));
    } catch (RuntimeException e) {
      LOG.error("recordings in {} cannot be repaired", storage, e);
    }
  }

  /**
   * Finishes all recordings and refuses new ones.
   *
   * @return completed when all files are finished
   */
  public CompletionStage<Void> close() {
    List<FileRecording> last;
    synchronized (this) {
      closed = true;
      last = List.copyOf(active);
    }
    return finish(last);
  }

  /**
   * Finishes the recordings that are written in certain ways. Those of publishers that are there
   * yet wait for {@link #resume} then.
   *
   * @param recorders whether it is one of these
   * @return completed when their files are finished
   */
  public CompletionStage<Void> suspend(Predicate<Object> recorders) {
    List<FileRecording> chosen =
        active().stream().filter(recording -> recorders.test(recording.provider())).toList();
    chosen.forEach(recording -> recording.suspend(this::await));
    return allFinished(chosen);
  }

  private synchronized void await(Order order) {
    if (!closed) {
      waiting.add(order);
    }
  }

  /**
   * Goes on with the recordings that were finished because their format went, in the same files, if
   * it is there again.
   */
  public void resume() {
    List<Order> due;
    synchronized (this) {
      due = List.copyOf(waiting);
      waiting.clear();
    }
    for (Order order : due) {
      Publication publication = order.publication();
      if (publication != null && publication.isOpen()) {
        resume(order);
      }
    }
  }

  private void resume(Order order) {
    try {
      Recording recording = start(order);
      LOG.info("recording goes on: {} to {}", order.stream(), recording.file());
    } catch (RefusedException e) {
      LOG.warn("recording of {} does not go on: {}", order.stream(), e.getMessage());
    }
  }

  private static CompletionStage<Void> finish(List<FileRecording> recordings) {
    recordings.forEach(FileRecording::close);
    return allFinished(recordings);
  }

  private static CompletionStage<Void> allFinished(List<FileRecording> recordings) {
    return CompletableFuture.allOf(
        recordings.stream().map(FileRecording::finished).toArray(CompletableFuture<?>[]::new));
  }

  /**
   * Begins a recording.
   *
   * @param order what to record
   * @return the recording
   * @throws RefusedException as {@link org.millrace.api.recording.Recordings#start} has it
   */
  FileRecording start(Order order) throws RefusedException {
    RecordingName name = RecordingName.parse(order.name(), formats);
    Path file = order.folder().resolve(name.path());
    FileRecording recording;
    synchronized (this) {
      if (closed) {
        throw new RefusedException(Refusal.SHUTDOWN, "the server is stopping");
      }
      FileRecording earlier = newestOf(file);
      if (earlier != null && !earlier.isFollowedBy(order)) {
        throw new RefusedException(Refusal.BUSY, file + " is being recorded to already");
      }
      recording =
          new FileRecording(
              ++started, order, file, name.provider(), loopOf(file), earlier, new Observer());
      active.add(recording);
    }
    recording.subscribe(streams, options);
    return recording;
  }

  /**
   * What is to be recorded.
   *
   * @param stream the stream
   * @param folder the application's storage
   * @param name see {@link RecordingName}
   * @param append whether to go on at the end of a file that is there
   * @param publication the one that is to be recorded alone; null for whatever the stream has
   * @param behind the newest times that are in the file already, if it goes on
   */
  record Order(
      StreamKey stream,
      RecordingFolder folder,
      String name,
      boolean append,
      @Nullable Publication publication,
      Map<MediaKind, Long> behind) {
    Order {
      behind = Map.copyOf(behind);
    }

    /** A recording that begins. */
    Order(
        StreamKey stream,
        RecordingFolder folder,
        String name,
        boolean append,
        @Nullable Publication publication) {
      this(stream, folder, name, append, publication, Map.of());
    }

    /** The same, in the file that is there, with what comes after some times. */
    Order goingOnBehind(Map<MediaKind, Long> times) {
      return new Order(stream, folder, name, true, publication, times);
    }
  }

  /**
   * Checks a file name.
   *
   * @param folder the storage
   * @param name see {@link RecordingName}
   * @throws RefusedException if it is no name for a recording, or no plugin writes the format
   */
  void check(RecordingFolder folder, String name) throws RefusedException {
    folder.resolve(RecordingName.parse(name, formats).path());
  }

  /**
   * Says who is told of recordings that begin and end.
   *
   * @param listener called on file threads
   */
  public void tell(Consumer<ServerEvent> listener) {
    events = listener;
  }

  /**
   * What is being recorded.
   *
   * @return in the order of beginning
   */
  public List<RecordingInfo> list() {
    return active().stream().map(FileRecording::describe).toList();
  }

  /**
   * Ends a recording.
   *
   * @param id such as {@code r4}
   * @return completed when its file is finished, with true; with false if there is none
   */
  public CompletionStage<Boolean> stop(String id) {
    List<FileRecording> chosen =
        active().stream().filter(recording -> recording.id().equals(id)).toList();
    return finish(chosen).thenApply(finished -> !chosen.isEmpty());
  }

  /** The files of an application. */
  RecordedFiles files(String application, RecordingFolder folder) {
    return new RecordedFiles(application, folder, formats, this::isBusy);
  }

  private synchronized boolean isBusy(Path file) {
    return newestOf(file) != null;
  }

  synchronized List<FileRecording> active() {
    return List.copyOf(active);
  }

  private void publisherGone(StreamKey stream) {
    for (FileRecording recording : active()) {
      if (recording.stream().equals(stream)) {
        recording.publisherGone();
      }
    }
  }

  private final class Observer implements FileRecording.Observer {
    @Override
    public void begun(FileRecording recording) {
      events.accept(new ServerEvent.RecordingBegun(Instant.now(), recording.describe()));
    }

    @Override
    public void ended(FileRecording recording, boolean complete) {
      synchronized (RecordingService.this) {
        active.remove(recording);
      }
      RecordingInfo info = recording.describe();
      if (info.begun().isPresent()) {
        events.accept(new ServerEvent.RecordingEnded(Instant.now(), info, complete));
      }
    }
  }

  private @Nullable FileRecording newestOf(Path file) {
    for (int i = active.size() - 1; i >= 0; i--) {
      if (active.get(i).file().equals(file)) {
        return active.get(i);
      }
    }
    return null;
  }

  /** The same file always gets the same loop: that puts its recordings in order. */
  private EventLoop loopOf(Path file) {
    return fileLoops.get(Math.floorMod(file.hashCode(), fileLoops.size()));
  }
}
