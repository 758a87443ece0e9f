package org.millrace.doubles;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.millrace.api.media.MediaFrame;
import org.millrace.api.stream.CloseReason;
import org.millrace.api.stream.FrameEncoder;
import org.millrace.api.stream.LiveStream;
import org.millrace.api.stream.StreamKey;
import org.millrace.api.stream.Subscriber;
import org.millrace.api.stream.Subscription;
import org.millrace.api.stream.SubscriptionStatistics;

/** A stream that the test writes to, with one viewer. */
public final class FakeSubscription implements Subscription {
  private final StreamKey key;
  private final EventLoop loop;
  private final Subscriber subscriber;
  private final List<FrameEncoder> encoders = new ArrayList<>();
  private final Deque<MediaFrame> frames = new ArrayDeque<>();
  private boolean live;
  private boolean closed;
  private int skips;

  /**
   * A subscription to which nothing has been offered.
   *
   * @param key the stream
   * @param loop what it is read on
   * @param subscriber who reads
   * @param live whether there is a publisher
   */
  public FakeSubscription(StreamKey key, EventLoop loop, Subscriber subscriber, boolean live) {
    this.key = key;
    this.loop = loop;
    this.subscriber = subscriber;
    this.live = live;
  }

  /**
   * Offers frames as one batch.
   *
   * @param batch ownership passes
   */
  public void offer(MediaFrame... batch) {
    frames.addAll(List.of(batch));
    subscriber.onFrames(this);
  }

  /** A publisher comes. */
  public void published() {
    live = true;
    subscriber.onPublished(this);
  }

  /** The publisher goes. */
  public void unpublished() {
    live = false;
    subscriber.onUnpublished(this);
  }

  /**
   * The host ends the subscription.
   *
   * @param reason why
   */
  public void end(CloseReason reason) {
    close();
    subscriber.onClosed(this, reason);
  }

  /**
   * How many frames have not been taken.
   *
   * @return of those that were offered
   */
  public int left() {
    return frames.size();
  }

  /**
   * How often the subscriber has skipped to the live edge.
   *
   * @return calls of {@link #skipToLive()}
   */
  public int skips() {
    return skips;
  }

  /**
   * What was asked for in wire form.
   *
   * @return each encoder that differs from the one before
   */
  public List<FrameEncoder> encoders() {
    return List.copyOf(encoders);
  }

  /**
   * Who reads.
   *
   * @return the subscriber
   */
  public Subscriber subscriber() {
    return subscriber;
  }

  @Override
  public StreamKey key() {
    return key;
  }

  @Override
  public EventLoop eventLoop() {
    return loop;
  }

  @Override
  public LiveStream stream() {
    return new FakeStream(key, live);
  }

  @Override
  public @Nullable MediaFrame poll() {
    return frames.poll();
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
    drop();
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
    drop();
  }

  private void drop() {
    frames.forEach(MediaFrame::release);
    frames.clear();
  }
}
