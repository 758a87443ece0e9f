package org.millrace.server.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.util.concurrent.MockTicker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.millrace.api.media.MediaFrame;
import org.millrace.api.stream.CloseReason;
import org.millrace.api.stream.Publication;
import org.millrace.api.stream.PublicationOwner;
import org.millrace.api.stream.StartMode;
import org.millrace.api.stream.StreamBusyException;
import org.millrace.api.stream.StreamKey;
import org.millrace.api.stream.StreamRegistry.SubscribeOptions;
import org.millrace.api.stream.Subscriber;
import org.millrace.api.stream.Subscription;

/**
 * An engine, three event loops that run when they are told to, and a clock that stands still.
 * Closing it checks that nothing is left.
 */
final class Stage implements AutoCloseable {
  static final StreamKey KEY = new StreamKey("live", "a");

  final MockTicker clock = TestLoop.clock();
  final TestLoop publisherLoop = new TestLoop(clock);
  final TestLoop viewerLoop = new TestLoop(clock);
  final TestLoop otherLoop = new TestLoop(clock);
  final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(true);
  final StreamEngine engine;
  private final List<MediaFrame> written = new ArrayList<>();

  /** A publisher that notes how it ended. */
  static final class Owner implements PublicationOwner {
    private final String name;
    @Nullable CloseReason closed;

    Owner(String name) {
      this.name = name;
    }

    @Override
    public String describe() {
      return name;
    }

    @Override
    public void onClosed(CloseReason reason) {
      closed = reason;
    }
  }

  Stage(StreamPolicy policy) {
    engine = new StreamEngine(application -> policy, allocator);
  }

  Stage() {
    this(StreamPolicy.DEFAULT);
  }

  Publication publish() throws StreamBusyException {
    return publish(publisherLoop, new Owner("test publisher"));
  }

  Publication publish(TestLoop loop, Owner owner) throws StreamBusyException {
    return engine.publish(KEY, loop, owner);
  }

  Subscription subscribe(Subscriber viewer) {
    return subscribe(viewer, viewerLoop, SubscribeOptions.DEFAULTS);
  }

  Subscription subscribe(Subscriber viewer, StartMode mode) {
    return subscribe(viewer, viewerLoop, new SubscribeOptions(mode, null));
  }

  Subscription subscribe(Subscriber viewer, TestLoop loop, SubscribeOptions options) {
    Subscription subscription = engine.subscribe(KEY, options, loop, viewer);
    run();
    return subscription;
  }

  /** Writes frames as one batch, and lets all loops run. */
  void write(Publication publication, MediaFrame... frames) {
    writeOnly(publication, frames);
    run();
  }

  /** Writes frames as one batch. */
  void writeOnly(Publication publication, MediaFrame... frames) {
    for (MediaFrame frame : frames) {
      written.add(frame);
      publication.write(frame);
    }
    publication.flush();
  }

  void close(Publication publication) {
    publication.close(CloseReason.CLIENT);
    run();
  }

  void run() {
    for (int i = 0; i < 4; i++) {
      publisherLoop.runAll();
      viewerLoop.runAll();
      otherLoop.runAll();
    }
  }

  void advance(Duration time) {
    clock.advance(time.toNanos(), TimeUnit.NANOSECONDS);
    run();
  }

  /** Frames that were written and are still held by somebody. */
  long heldFrames() {
    return written.stream().filter(frame -> frame.refCnt() > 0).count();
  }

  @Override
  public void close() {
    engine.close();
    run();
    assertThat(engine.streams()).isEmpty();
    assertThat(heldFrames()).isZero();
    assertThat(allocator.metric().usedDirectMemory()).isZero();
  }
}
