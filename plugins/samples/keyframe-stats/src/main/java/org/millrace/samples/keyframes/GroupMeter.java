package org.millrace.samples.keyframes;

import java.time.Clock;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.millrace.api.media.MediaFrame;
import org.millrace.api.media.MediaKind;
import org.millrace.api.media.MediaTime;
import org.millrace.api.stream.CloseReason;
import org.millrace.api.stream.StreamKey;
import org.millrace.api.stream.Subscriber;
import org.millrace.api.stream.Subscription;

/** Counts the frames of one publication. On the subscription's event loop: it never waits. */
final class GroupMeter implements Subscriber {
  private final StreamKey stream;
  private final Clock clock;
  private final Consumer<Group> sink;
  private @Nullable Instant began;
  private long keyDts;
  private long newestDts;
  private int frames;
  private long bytes;
  private int keyFrameBytes;

  /**
   * A meter.
   *
   * @param sink takes each group; must not block
   */
  GroupMeter(StreamKey stream, Clock clock, Consumer<Group> sink) {
    this.stream = stream;
    this.clock = clock;
    this.sink = sink;
  }

  @Override
  public void onFrames(Subscription subscription) {
    MediaFrame frame = subscription.poll();
    while (frame != null) {
      try {
        count(frame);
      } finally {
        frame.release();
      }
      frame = subscription.poll();
    }
  }

  private void count(MediaFrame frame) {
    if (frame.kind() != MediaKind.VIDEO || frame.isConfig() || frame.isEndOfSequence()) {
      return;
    }
    if (frame.isKey()) {
      finish(frame.dts());
      began = clock.instant();
      keyDts = frame.dts();
      keyFrameBytes = frame.size();
    }
    frames++;
    bytes += frame.size();
    newestDts = frame.dts();
  }

  private void finish(long endDts) {
    if (began != null) {
      long millis = MediaTime.toMillis(endDts - keyDts);
      sink.accept(new Group(stream, began, millis, frames, bytes, keyFrameBytes));
    }
    began = null;
    frames = 0;
    bytes = 0;
  }

  /** The next publisher gets a meter of its own. */
  @Override
  public void onUnpublished(Subscription subscription) {
    finish(newestDts);
    subscription.close();
  }

  @Override
  public void onClosed(Subscription subscription, CloseReason reason) {
    finish(newestDts);
  }
}
