package org.millrace.server.fake;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.millrace.api.media.MediaFrame;
import org.millrace.api.stream.FrameEncoder;
import org.millrace.api.stream.LiveStream;
import org.millrace.api.stream.StreamKey;
import org.millrace.api.stream.Subscriber;
import org.millrace.api.stream.Subscription;
import org.millrace.api.stream.SubscriptionStatistics;

/** A subscription whose frames and events the test makes. */
public final class FakeSubscription implements Subscription {
  private final LiveStream stream;
  private final EventLoop loop;
  private final Subscriber subscriber;
  private final Queue<MediaFrame> frames = new ConcurrentLinkedQueue<>();
  private volatile boolean closed;

  FakeSubscription(LiveStream stream, EventLoop loop, Subscriber subscriber) {
    this.stream = stream;
    this.loop = loop;
    this.subscriber = subscriber;
  }

  /** Puts frames there and tells the subscriber on its loop. */
  public void offer(MediaFrame... more) {
    frames.addAll(List.of(more));
    loop.execute(() -> subscriber.onFrames(this));
  }

  public void unpublish() {
    loop.execute(() -> subscriber.onUnpublished(this));
  }

  /** How many frames have not been taken. */
  public int waiting() {
    return frames.size();
  }

  @Override
  public StreamKey key() {
    return stream.key();
  }

  @Override
  public EventLoop eventLoop() {
    return loop;
  }

  @Override
  public LiveStream stream() {
    return stream;
  }

  @Override
  public MediaFrame poll() {
    return closed ? null : frames.poll();
  }

  @Override
  public ByteBuf poll(FrameEncoder encoder, int maxBytes) {
    throw new AssertionError("not used");
  }

  @Override
  public void skipToLive() {
    throw new AssertionError("not used");
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
}
