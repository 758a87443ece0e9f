package org.millrace.server.stream;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.millrace.api.media.MediaFrame;
import org.millrace.api.media.MediaTime;
import org.millrace.api.stream.CloseReason;
import org.millrace.api.stream.FrameEncoder;
import org.millrace.api.stream.Subscriber;
import org.millrace.api.stream.Subscription;

/** A subscriber that notes what it is told, and takes frames while it is not paused. */
final class Viewer implements Subscriber {
  final List<String> seen = new ArrayList<>();
  final List<String> events = new ArrayList<>();
  final List<Long> times = new ArrayList<>();
  final @Nullable FrameEncoder encoder;
  int calls;
  boolean paused;
  @Nullable CloseReason closed;

  /** One that reads frame by frame. */
  Viewer() {
    this(null);
  }

  /** One that reads in wire form. */
  Viewer(@Nullable FrameEncoder encoder) {
    this.encoder = encoder;
  }

  @Override
  public void onFrames(Subscription subscription) {
    calls++;
    if (!paused) {
      takeAll(subscription);
    }
  }

  void takeAll(Subscription subscription) {
    if (encoder == null) {
      while (takeOne(subscription)) {
        // Until nothing is left.
      }
    } else {
      while (takeOne(subscription, 1 << 20) > 0) {
        // Until nothing is left.
      }
    }
  }

  boolean takeOne(Subscription subscription) {
    MediaFrame frame = subscription.poll();
    if (frame == null) {
      return false;
    }
    seen.add(Frames.text(frame));
    times.add(MediaTime.toMillis(frame.dts()));
    frame.release();
    return true;
  }

  int takeOne(Subscription subscription, int maxBytes) {
    ByteBuf bytes = subscription.poll(encoder, maxBytes);
    if (bytes == null) {
      return 0;
    }
    int length = bytes.readableBytes();
    for (String line : bytes.toString(StandardCharsets.UTF_8).split("\n", -1)) {
      if (!line.isEmpty()) {
        seen.add(Frames.unpadded(line));
      }
    }
    bytes.release();
    return length;
  }

  @Override
  public void onPublished(Subscription subscription) {
    events.add("published");
  }

  @Override
  public void onUnpublished(Subscription subscription) {
    events.add("unpublished");
  }

  @Override
  public void onClosed(Subscription subscription, CloseReason reason) {
    closed = reason;
    events.add("closed " + reason);
  }
}
