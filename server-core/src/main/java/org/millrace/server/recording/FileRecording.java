package org.millrace.server.recording;

import io.netty.channel.EventLoop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;
import org.millrace.api.media.MediaFrame;
import org.millrace.api.media.MediaKind;
import org.millrace.api.media.MediaTime;
import org.millrace.api.recording.Recorder;
import org.millrace.api.recording.RecorderProvider;
import org.millrace.api.recording.Recordings;
import org.millrace.api.server.RecordingInfo;
import org.millrace.api.stream.CloseReason;
import org.millrace.api.stream.Publication;
import org.millrace.api.stream.StreamKey;
import org.millrace.api.stream.StreamRegistry;
import org.millrace.api.stream.StreamRegistry.SubscribeOptions;
import org.millrace.api.stream.Subscriber;
import org.millrace.api.stream.Subscription;
import org.millrace.server.recording.RecordingService.Order;

/**
 * One recording: a subscriber on a file loop that writes what it takes to a {@link Recorder}.
 *
 * <p>The file is opened when the first frame is there, so that a publisher that sends nothing
 * leaves no empty file, and destroys none. While the disk is slow the frames stay in the stream's
 * log; nobody waits for the disk but this loop.
 */
final class FileRecording implements Recordings.Recording, Subscriber {
  private static final Logger LOG = LogManager.getLogger(RecordingService.class);

  /** Frames written before other work of the loop gets its turn. */
  private static final int BATCH = 512;

  private enum State {
    /** No frame has been written. To WRITING with the first one, to ENDED. */
    WAITING,
    /** The file is open. To ENDED. */
    WRITING,
    /** The file is finished, or was never opened. Final. */
    ENDED
  }

  /** Is told on the recording's loop. */
  interface Observer {
    /** Its file is open. */
    void begun(FileRecording recording);

    /** It writes no more; {@code complete} if all went well. */
    void ended(FileRecording recording, boolean complete);
  }

  private final long number;
  private final Order order;
  private final Path file;
  private final RecorderProvider provider;
  private final EventLoop loop;
  private final Observer observer;
  private final CompletableFuture<Void> finished = new CompletableFuture<>();
  private final AtomicLong framesWritten = new AtomicLong();
  private final AtomicLong bytesWritten = new AtomicLong();
  private volatile @Nullable Instant begun;
  private volatile @Nullable Subscription subscription;

  // Used on the loop alone.
  private final @Nullable FileRecording predecessor;
  private State state = State.WAITING;
  private boolean published;
  private @Nullable Recorder recorder;
  private Path written;
  private boolean superfluous;
  private boolean failed;
  private long firstDts;
  private long lastDts;

  private final Continuation continuation;

  /** The newest time in the file of each kind of frames. */
  private final Map<MediaKind, Long> lastOfKind = new EnumMap<>(MediaKind.class);

  FileRecording(
      long number,
      Order order,
      Path file,
      RecorderProvider provider,
      EventLoop loop,
      @Nullable FileRecording predecessor,
      Observer observer) {
    this.number = number;
    this.order = order;
    this.file = file;
    this.written = file;
    this.provider = provider;
    this.loop = loop;
    this.predecessor = predecessor;
    this.observer = observer;
    continuation = new Continuation(order.behind());
    lastOfKind.putAll(order.behind());
  }

  /** Such as {@code r4}. */
  String id() {
    return "r" + number;
  }

  /** What it is at this moment. Any thread. */
  RecordingInfo describe() {
    return new RecordingInfo(
        id(),
        order.stream(),
        file,
        order.append(),
        Optional.ofNullable(begun),
        framesWritten.get(),
        bytesWritten.get());
  }

  void subscribe(StreamRegistry streams, SubscribeOptions options) {
    subscription = streams.subscribe(order.stream(), options, loop, this);
  }

  @Override
  public StreamKey stream() {
    return order.stream();
  }

  @Override
  public Path file() {
    return file;
  }

  /**
   * Whether a recording of the same file may be started now: if both belong to publishers of one
   * stream. There is one at a time, so this one's has gone, and the loop will soon hear of it.
   */
  boolean isFollowedBy(Order next) {
    return order.publication() != null
        && next.publication() != null
        && stream().equals(next.stream());
  }

  /**
   * A publisher of the stream has gone. If it was this recording's, and was gone before the
   * subscription had found it, nobody else would tell. By any thread.
   */
  void publisherGone() {
    Publication publication = order.publication();
    if (publication != null && !publication.isOpen()) {
      loop.execute(
          () -> {
            if (!published) {
              end();
            }
          });
    }
  }

  /**
   * Finishes the file because its format goes.
   *
   * @param goesOn takes, before the end, what would go on with it when the format is there again;
   *     is not called if the publisher has gone, or if an application keeps the recording in its
   *     hands
   */
  void suspend(Consumer<Order> goesOn) {
    loop.execute(
        () -> {
          Subscription reading = subscription;
          if (reading != null) {
            take(reading, Integer.MAX_VALUE);
          }
          Publication publication = order.publication();
          if (state != State.ENDED && publication != null && publication.isOpen()) {
            goesOn.accept(state == State.WRITING ? order.goingOnBehind(lastOfKind) : order);
          }
          end();
        });
  }

  RecorderProvider provider() {
    return provider;
  }

  /** Completed when the file is finished. */
  CompletableFuture<Void> finished() {
    return finished;
  }

  @Override
  public void close() {
    loop.execute(
        () -> {
          Subscription reading = subscription;
          if (reading != null) {
            take(reading, Integer.MAX_VALUE);
          }
          end();
        });
  }

  /**
   * Another publisher may come without {@link #onUnpublished} before: one that takes over. A
   * recording that was made for the first one ends then; so does one that finds its predecessor at
   * work on this publication.
   */
  @Override
  public void onPublished(Subscription reading) {
    boolean first = !published;
    published = true;
    if (predecessor != null && predecessor.state != State.ENDED) {
      LOG.info("recording goes on: {} to {}", stream(), file);
      superfluous = true;
      end();
    } else if (!first && order.publication() != null) {
      take(reading, Integer.MAX_VALUE);
      end();
    }
  }

  @Override
  public void onFrames(Subscription reading) {
    if (take(reading, BATCH) == BATCH) {
      loop.execute(() -> onFrames(reading));
    }
  }

  @Override
  public void onUnpublished(Subscription reading) {
    take(reading, Integer.MAX_VALUE);
    end();
  }

  @Override
  public void onClosed(Subscription reading, CloseReason reason) {
    end();
  }

  /** Writes frames that are there; returns how many. */
  private int take(Subscription reading, int limit) {
    if (state == State.ENDED) {
      return 0;
    }
    subscription = reading;
    int count = 0;
    try {
      MediaFrame frame = reading.poll();
      while (frame != null) {
        if (continuation.isReached()) {
          write(frame);
        } else {
          writeAll(continuation.pass(frame));
        }
        count++;
        frame = count < limit ? reading.poll() : null;
      }
      flush();
    } catch (IOException e) {
      LOG.error("recording of {} to {} fails: {}", stream(), file, FileProblems.describe(e));
      failed = true;
      end();
    } catch (RuntimeException | LinkageError e) {
      LOG.error("recording of {} to {} fails", stream(), file, e);
      failed = true;
      end();
    }
    return count;
  }

  private void writeAll(List<MediaFrame> frames) throws IOException {
    int given = 0;
    try {
      for (MediaFrame frame : frames) {
        given++;
        write(frame);
      }
    } finally {
      frames.subList(given, frames.size()).forEach(MediaFrame::release);
    }
  }

  private void write(MediaFrame frame) throws IOException {
    try {
      if (recorder == null) {
        written = order.folder().prepare(file);
        recorder = provider.open(written, order.append(), LOG);
        state = State.WRITING;
        firstDts = frame.dts();
        lastDts = firstDts;
        LOG.info(
            "recording started: {} to {}{}", stream(), written, order.append() ? ", append" : "");
        begun = Instant.now();
        observer.begun(this);
      }
      recorder.write(frame);
      framesWritten.lazySet(framesWritten.getPlain() + 1);
      bytesWritten.lazySet(bytesWritten.getPlain() + frame.size());
      lastDts = Math.max(lastDts, frame.dts());
      if (!frame.isConfig()) {
        lastOfKind.merge(frame.kind(), frame.dts(), Math::max);
      }
    } finally {
      frame.release();
    }
  }

  private void flush() throws IOException {
    if (recorder != null) {
      recorder.flush();
    }
  }

  private void end() {
    if (state == State.ENDED) {
      return;
    }
    State before = state;
    state = State.ENDED;
    continuation.close();
    Subscription reading = subscription;
    if (reading != null) {
      noteLoss(reading);
      reading.close();
    }
    if (before == State.WRITING) {
      finishFile();
    } else if (!failed && !superfluous) {
      LOG.info("recording ended without a frame: {} to {}", stream(), file);
    }
    observer.ended(this, !failed);
    finished.complete(null);
  }

  private void noteLoss(Subscription reading) {
    long lost = reading.statistics().framesDropped();
    if (lost > 0) {
      LOG.warn("recording of {} to {} lost {} frames: the disk is too slow", stream(), file, lost);
    }
  }

  private void finishFile() {
    try {
      if (recorder != null) {
        recorder.close();
      }
      LOG.info(
          "recording finished: {} to {}, {} s, {} bytes",
          stream(),
          written,
          MediaTime.toMillis(lastDts - firstDts) / 1e3,
          Files.size(written));
    } catch (IOException e) {
      // After a failure that was logged it is no surprise that the file cannot be finished, either.
      LOG.log(
          failed ? Level.DEBUG : Level.ERROR,
          "recording {} is not finished: {}",
          written,
          FileProblems.describe(e));
    } catch (RuntimeException | LinkageError e) {
      LOG.error("recording {} is not finished", written, e);
    }
  }
}
