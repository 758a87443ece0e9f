package org.millrace.server.stream;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.concurrent.MockTicker;
import java.util.concurrent.TimeUnit;
import org.millrace.api.media.MediaFrame;
import org.millrace.api.media.MediaTime;
import org.millrace.api.stream.Publication;
import org.millrace.api.stream.StreamBusyException;
import org.millrace.api.stream.StreamRegistry.SubscribeOptions;
import org.millrace.api.stream.Subscriber;
import org.millrace.api.stream.Subscription;

/**
 * A stream of about 1 Mb/s: 25 pictures a second, a key frame every two, and a sound frame with
 * each picture. Runs on the thread that made it; its clock goes along with the media.
 */
final class BenchStream implements AutoCloseable {
  static final int PICTURES_PER_GROUP = 50;

  private static final int PICTURE_BYTES = 5_000;
  private static final int SOUND_BYTES = 300;
  private static final int PICTURE_MILLIS = 40;

  private final MockTicker clock = TestLoop.clock();
  final TestLoop publisherLoop = new TestLoop(clock);
  final TestLoop otherLoop = new TestLoop(clock);
  final StreamEngine engine = new StreamEngine(application -> StreamPolicy.DEFAULT);
  private final ByteBuf picture = payload(PICTURE_BYTES);
  private final ByteBuf sound = payload(SOUND_BYTES);
  private final Publication publication;
  private long pictures;

  BenchStream() throws StreamBusyException {
    publication = engine.publish(Stage.KEY, publisherLoop, new Stage.Owner("benchmark"));
  }

  private static ByteBuf payload(int bytes) {
    return PooledByteBufAllocator.DEFAULT.directBuffer(bytes).writeZero(bytes);
  }

  Subscription subscribe(TestLoop loop, Subscriber viewer) {
    return engine.subscribe(Stage.KEY, SubscribeOptions.DEFAULTS, loop, viewer);
  }

  /** What a publisher's read brings: a picture and its sound. */
  void writeBatch() {
    clock.advance(PICTURE_MILLIS, TimeUnit.MILLISECONDS);
    long time = MediaTime.ofMillis(pictures * PICTURE_MILLIS);
    int flags = pictures % PICTURES_PER_GROUP == 0 ? MediaFrame.KEY : 0;
    pictures++;
    publication.write(MediaFrame.of(Frames.VIDEO, time, time, flags, picture.retain()));
    publication.write(MediaFrame.of(Frames.AUDIO, time, time, 0, sound.retain()));
    publication.flush();
  }

  void run() {
    publisherLoop.runAll();
    otherLoop.runAll();
  }

  @Override
  public void close() {
    engine.close();
    run();
    picture.release();
    sound.release();
  }
}
