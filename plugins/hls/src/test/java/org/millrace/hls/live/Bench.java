package org.millrace.hls.live;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.LogManager;
import org.millrace.api.media.MediaFrame;
import org.millrace.api.stream.CloseReason;
import org.millrace.api.stream.StreamKey;
import org.millrace.doubles.FakeSubscription;
import org.millrace.hls.packaging.SegmentFormat;
import org.millrace.hls.segment.Rendition;
import org.millrace.hls.segment.Segment;
import org.millrace.hls.segment.StreamWindow;

/** A segmenter without a server, in a time of its own. Public for tests of other packages. */
public final class Bench implements AutoCloseable {
  private static final StreamKey KEY = new StreamKey("live", "cam");

  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final List<String> closed = new ArrayList<>();
  private final LiveSegmenter segmenter;
  private final FakeSubscription subscription;
  private Instant now = Instant.parse("2030-01-01T00:00:00Z");
  private long nanos;

  private Bench(SegmentFormat format, CutOptions cut, int maxWaiting) {
    SegmenterFactory factory =
        new SegmenterFactory(
            new SegmenterFactory.Options(format, cut, Duration.ofSeconds(10), maxWaiting),
            new SegmenterFactory.Environment(
                null,
                null,
                channel.eventLoop(),
                LogManager.getLogger(Bench.class),
                clock(),
                () -> nanos,
                key -> 0,
                closed::add));
    segmenter = factory.create(KEY, "e1", channel.eventLoop(), () -> closed.add("closed"));
    subscription = new FakeSubscription(KEY, channel.eventLoop(), segmenter, true);
    segmenter.reads(subscription);
    segmenter.onPublished(subscription);
    channel.runPendingTasks();
  }

  /** CMAF, segments of two seconds, parts of 0.3 s, a window of 30 s. */
  public static Bench cmaf() {
    return new Bench(new TextFragments(), cut(false), 3);
  }

  public static Bench transport() {
    return new Bench(new TextTransport(), cut(false), 3);
  }

  public static Bench encrypted() {
    return new Bench(new TextFragments(), cut(true), 3);
  }

  public static Bench with(CutOptions cut) {
    return new Bench(new TextFragments(), cut, 3);
  }

  public static CutOptions cut(boolean isEncrypted) {
    return new CutOptions(
        Duration.ofSeconds(2),
        Duration.ofSeconds(20),
        Duration.ofMillis(300),
        Duration.ofSeconds(30),
        64 << 20,
        2,
        isEncrypted);
  }

  private Clock clock() {
    return new Clock() {
      @Override
      public ZoneId getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        return this;
      }

      @Override
      public Instant instant() {
        return now;
      }
    };
  }

  public LiveSegmenter segmenter() {
    return segmenter;
  }

  EventLoop loop() {
    return channel.eventLoop();
  }

  public List<String> closed() {
    return closed;
  }

  public FakeSubscription subscription() {
    return subscription;
  }

  public StreamWindow window() {
    return segmenter.window();
  }

  public Rendition rendition(String name) {
    return window().rendition(name).orElseThrow();
  }

  /** The frames come, and as much time passes. */
  public void publish(List<MediaFrame> frames, Duration time) {
    pass(time);
    subscription.offer(frames.toArray(MediaFrame[]::new));
    channel.runPendingTasks();
  }

  /** The source runs, in steps of a fifth of a second. */
  public void run(Source source, Duration time) {
    Duration step = Duration.ofMillis(200);
    for (Duration done = Duration.ZERO; done.compareTo(time) < 0; done = done.plus(step)) {
      publish(source.run(step), step);
    }
  }

  public void start(Source source) {
    publish(source.headers(), Duration.ZERO);
  }

  public void pass(Duration time) {
    now = now.plus(time);
    nanos += time.toNanos();
    channel.advanceTimeBy(time.toNanos(), TimeUnit.NANOSECONDS);
    channel.runScheduledPendingTasks();
    channel.runPendingTasks();
  }

  public void unpublish() {
    subscription.unpublished();
    channel.runPendingTasks();
  }

  public void republish() {
    subscription.published();
    channel.runPendingTasks();
  }

  public void end() {
    subscription.end(CloseReason.SHUTDOWN);
    channel.runPendingTasks();
  }

  public String text(Segment segment) {
    ByteBuf bytes = segment.bytes().take().orElseThrow();
    try {
      return bytes.toString(StandardCharsets.US_ASCII);
    } finally {
      bytes.release();
    }
  }

  @Override
  public void close() {
    segmenter.close();
    channel.runPendingTasks();
    channel.finishAndReleaseAll();
  }
}
