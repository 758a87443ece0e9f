package org.millrace.rtmp.session;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.millrace.api.media.MediaFrame;
import org.millrace.api.media.Track;
import org.millrace.api.stream.CloseReason;
import org.millrace.api.stream.FrameEncoder;
import org.millrace.api.stream.LiveStream;
import org.millrace.api.stream.StreamKey;
import org.millrace.api.stream.StreamStatistics;
import org.millrace.api.stream.Subscriber;
import org.millrace.api.stream.Subscription;
import org.millrace.api.stream.SubscriptionStatistics;

/** A stream that the test writes to, with one viewer. */
final class FakeSubscription implements Subscription {
  final Subscriber subscriber;
  final List<FrameEncoder> encoders = new ArrayList<>();
  private final Deque<MediaFrame> frames = new ArrayDeque<>();
  private final StreamKey key;
  private boolean live;
  boolean closed;
  int skips;

  FakeSubscription(StreamKey key, Subscriber subscriber, boolean live) {
    this.key = key;
    this.subscriber = subscriber;
    this.live = live;
  }

  /** Offers frames as one batch. */
  void offer(MediaFrame... batch) {
    frames.addAll(List.of(batch));
    subscriber.onFrames(this);
  }

  void published() {
    live = true;
    subscriber.onPublished(this);
  }

  void unpublished() {
    live = false;
    subscriber.onUnpublished(this);
  }

  int left() {
    return frames.size();
  }

  @Override
  public StreamKey key() {
    return key;
  }

  @Override
  public EventLoop eventLoop() {
    throw new IllegalStateException("not asked for");
  }

  @Override
  public LiveStream stream() {
    return new FakeStream();
  }

  @Override
  public @Nullable MediaFrame poll() {
    throw new IllegalStateException("read in wire form");
  }

  @Override
  public @Nullable ByteBuf poll(FrameEncoder encoder, int maxBytes) {
    if (frames.isEmpty()) {
      return null;
    }
    if (encoders.isEmpty() || encoders.get(encoders.size() - 1) != encoder) {
      encoders.add(encoder);
    }
    ByteBuf out = Unpooled.buffer();
    while (!frames.isEmpty() && out.readableBytes() < maxBytes) {
      MediaFrame frame = frames.remove();
      int max = encoder.maxLength(frame);
      if (max > 0) {
        out.ensureWritable(max);
        encoder.encode(frame, out);
      }
      frame.release();
    }
    return out;
  }

  @Override
  public void skipToLive() {
    skips++;
    frames.forEach(MediaFrame::release);
    frames.clear();
  }

  @Override
  public SubscriptionStatistics statistics() {
    return new SubscriptionStatistics(0, 0, 0, 0, Duration.ZERO);
  }

  @Override
  public boolean isClosed() {
    return closed;
  }

  @Override
  public void close() {
    closed = true;
    frames.forEach(MediaFrame::release);
    frames.clear();
  }

  private final class FakeStream implements LiveStream {
    @Override
    public StreamKey key() {
      return key;
    }

    @Override
    public boolean isLive() {
      return live;
    }

    @Override
    public Optional<String> publisher() {
      return Optional.empty();
    }

    @Override
    public Optional<Instant> publishedAt() {
      return Optional.empty();
    }

    @Override
    public List<Track> tracks() {
      return List.of();
    }

    @Override
    public StreamStatistics statistics() {
      throw new IllegalStateException("not asked for");
    }

    @Override
    public void unpublish(CloseReason reason) {
      throw new IllegalStateException("not asked for");
    }
  }
}
