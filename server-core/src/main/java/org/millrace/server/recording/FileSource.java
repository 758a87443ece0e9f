package org.millrace.server.recording;

import io.netty.channel.EventLoop;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;
import org.millrace.api.recording.MediaFileProvider;
import org.millrace.api.stream.CloseReason;
import org.millrace.api.stream.Publication;
import org.millrace.api.stream.PublicationOwner;
import org.millrace.api.stream.StreamBusyException;
import org.millrace.api.stream.StreamKey;
import org.millrace.api.stream.StreamRegistry;
import org.millrace.server.config.FileSourceConfig;

/** Publishes a file as a live stream, in the time of the wall clock. Lives on one file loop. */
final class FileSource implements PublicationOwner {
  private static final Logger LOG = LogManager.getLogger(FileSources.class);

  private final StreamKey key;
  private final FileSourceConfig config;
  private final List<String> uris;
  private final MediaFileProvider provider;
  private final EventLoop loop;
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private @Nullable Publication publication;
  private @Nullable Closeable opened;
  private @Nullable Future<?> nextStep;

  FileSource(
      StreamKey key,
      FileSourceConfig config,
      List<String> uris,
      MediaFileProvider provider,
      EventLoop loop) {
    this.key = key;
    this.config = config;
    this.uris = uris;
    this.provider = provider;
    this.loop = loop;
  }

  StreamKey key() {
    return key;
  }

  FileSourceConfig config() {
    return config;
  }

  List<String> uris() {
    return uris;
  }

  MediaFileProvider provider() {
    return provider;
  }

  /** Whether it has ended, by itself or by somebody else. */
  boolean hasEnded() {
    return ended.isDone();
  }

  void start(StreamRegistry streams) {
    loop.execute(() -> guarded(() -> begin(streams)));
  }

  /**
   * Stops.
   *
   * @return completed when the file is closed
   */
  CompletableFuture<Void> stop() {
    loop.execute(() -> end(CloseReason.SHUTDOWN));
    return ended;
  }

  @Override
  public String describe() {
    return "file " + config.file();
  }

  @Override
  public void onClosed(CloseReason reason) {
    LOG.info("file source {} is stopped: {}", key, reason);
    end(reason);
  }

  /** A step that reads the file, or may be refused. */
  private interface Step {
    void run() throws IOException, StreamBusyException;
  }

  private void guarded(Step step) {
    if (ended.isDone()) {
      return;
    }
    try {
      step.run();
    } catch (StreamBusyException e) {
      LOG.warn("file source {} does not start: {}", key, e.getMessage());
      end(CloseReason.FAILED);
    } catch (IOException e) {
      LOG.error("file source {} fails: {}: {}", key, config.file(), FileProblems.describe(e));
      end(CloseReason.FAILED);
    } catch (RuntimeException | LinkageError e) {
      LOG.error("file source {} fails: {}", key, config.file(), e);
      end(CloseReason.FAILED);
    }
  }

  private void begin(StreamRegistry streams) throws IOException, StreamBusyException {
    LoopingReader reader = new LoopingReader(config.file(), provider, config.loop());
    opened = reader;
    FilePlayback playback = new FilePlayback(reader, System.nanoTime());
    opened = playback;
    Publication target = streams.publish(key, loop, this);
    publication = target;
    LOG.info(
        "file source {} plays {}{}{}",
        key,
        config.file(),
        config.loop() ? " in an endless loop" : "",
        uris.isEmpty() ? "" : "; watch " + String.join(" or ", uris));
    continuePlayback(playback, target);
  }

  private void continuePlayback(FilePlayback playback, Publication target) throws IOException {
    long delay = playback.writeDue(target, System.nanoTime());
    if (delay < 0) {
      LOG.info("file source {}: {} has ended", key, config.file());
      end(CloseReason.CLIENT);
    } else {
      nextStep =
          loop.schedule(
              () -> guarded(() -> continuePlayback(playback, target)), delay, TimeUnit.NANOSECONDS);
    }
  }

  private void end(CloseReason reason) {
    if (ended.isDone()) {
      return;
    }
    if (nextStep != null) {
      nextStep.cancel(false);
    }
    if (publication != null) {
      publication.close(reason);
    }
    try {
      if (opened != null) {
        opened.close();
      }
    } catch (IOException e) {
      LOG.warn("file source {}: {} is not closed: {}", key, config.file(), e.getMessage());
    }
    ended.complete(null);
  }
}
