package org.millrace.doubles;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.millrace.api.media.MediaFrame;
import org.millrace.api.media.MediaKind;
import org.millrace.api.stream.CloseReason;
import org.millrace.api.stream.FrameConsumer;

/**
 * A subscriber that keeps what it gets, and lets a test wait for it. {@link #asSubscriber()} is
 * what a stream takes.
 */
public final class FrameRecorder implements FrameConsumer {
  private final List<RecordedFrame> frames = new ArrayList<>();
  private final Duration patience;
  private @Nullable String end;

  /** Waits for at most 10 s. */
  public FrameRecorder() {
    this(Duration.ofSeconds(10));
  }

  /**
   * A recorder that has nothing yet.
   *
   * @param patience how long to wait at most
   */
  public FrameRecorder(Duration patience) {
    this.patience = patience;
  }

  @Override
  public void accept(MediaFrame frame) {
    add(RecordedFrame.of(frame));
  }

  @Override
  public void closed(CloseReason reason) {
    end(reason.name());
  }

  /**
   * Adds a frame.
   *
   * @param frame comes last
   */
  public synchronized void add(RecordedFrame frame) {
    frames.add(frame);
    notifyAll();
  }

  /**
   * There will be no more. The first reason counts.
   *
   * @param reason why
   */
  public synchronized void end(String reason) {
    if (end == null) {
      end = reason;
    }
    notifyAll();
  }

  /**
   * What has come.
   *
   * @return a copy, in the order of arrival
   */
  public synchronized List<RecordedFrame> frames() {
    return List.copyOf(frames);
  }

  /**
   * What has come of one kind, decoder configurations not counted.
   *
   * @param kind audio, video or data
   * @return a copy, in the order of arrival
   */
  public List<RecordedFrame> frames(MediaKind kind) {
    return frames().stream().filter(it -> it.kind() == kind && !it.isConfig()).toList();
  }

  /** Forgets what has come. */
  public synchronized void clear() {
    frames.clear();
  }

  /**
   * Waits.
   *
   * @param what is waited for, for the message
   * @param condition is asked each time that something has come
   * @return what has come by then
   * @throws AssertionError if the stream ends before, or it takes too long
   */
  public synchronized List<RecordedFrame> await(
      String what, Predicate<List<RecordedFrame>> condition) {
    if (!comesTrue(() -> end != null || condition.test(frames()))) {
      throw new AssertionError("no " + what + " for " + patience + describe());
    }
    if (!condition.test(frames())) {
      throw new AssertionError("ended (" + end + ") before " + what + describe());
    }
    return frames();
  }

  /**
   * Waits until so many frames have come in all.
   *
   * @param count how many, with decoder configurations and metadata
   * @return them
   */
  public List<RecordedFrame> awaitFrames(int count) {
    return await(count + " frames", come -> come.size() >= count);
  }

  /**
   * Waits for a key frame of a picture.
   *
   * @return the first one
   */
  public RecordedFrame awaitKeyFrame() {
    Predicate<RecordedFrame> isKey = it -> it.kind() == MediaKind.VIDEO && it.isKey();
    return await("key frame", come -> come.stream().anyMatch(isKey)).stream()
        .filter(isKey)
        .findFirst()
        .orElseThrow();
  }

  /**
   * Waits until the stream has ended.
   *
   * @return the reason
   */
  public synchronized String awaitEnd() {
    if (!comesTrue(() -> end != null)) {
      throw new AssertionError("no end for " + patience + describe());
    }
    return String.valueOf(end);
  }

  /** Waits until a condition is true, or patience is at an end. */
  private synchronized boolean comesTrue(BooleanSupplier condition) {
    long deadline = System.nanoTime() + patience.toNanos();
    try {
      while (!condition.getAsBoolean()) {
        long millis = (deadline - System.nanoTime()) / 1_000_000;
        if (millis <= 0) {
          return false;
        }
        wait(millis);
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  private String describe() {
    StringBuilder text = new StringBuilder("; there are " + frames.size() + " frames");
    frames.stream().limit(20).forEach(frame -> text.append("\n  ").append(frame));
    return text.toString();
  }
}
