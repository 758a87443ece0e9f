package org.millrace.hls.live;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;
import org.millrace.api.media.MediaTime;
import org.millrace.api.stream.StreamKey;
import org.millrace.hls.packaging.FragmentFormat;
import org.millrace.hls.packaging.SegmentFormat;
import org.millrace.hls.packaging.TransportFormat;
import org.millrace.hls.store.DiskStore;
import org.millrace.hls.store.MemoryFiles;
import org.millrace.hls.store.MemoryStore;
import org.millrace.hls.store.SegmentFolders;
import org.millrace.hls.store.SegmentStore;

/** Makes the segmenters of all streams alike. */
public final class SegmenterFactory implements Segmenters.Factory {
  /** Parts are listed of the last three target durations, and asked for a little longer. */
  private static final int PARTS_FOR = 4;

  /**
   * What segmenters have in common.
   *
   * @param format the container
   * @param cut how streams are cut
   * @param returnTimeout how long a publisher may be away
   * @param maxWaiting requests for one stream that wait
   */
  public record Options(
      SegmentFormat format, CutOptions cut, Duration returnTimeout, int maxWaiting) {}

  /**
   * What segmenters use.
   *
   * @param folders where segments are kept; null for memory alone
   * @param memory files for segments in memory; null for buffers alone
   * @param fileLoops write them
   * @param log for what is left out or fails
   * @param clock for dates
   * @param nanoClock for idle times
   * @param viewers how many watch a stream, as far as they can be told apart
   * @param closedEpochs is told of runs that are over
   */
  public record Environment(
      @Nullable SegmentFolders folders,
      @Nullable MemoryFiles memory,
      EventLoopGroup fileLoops,
      Logger log,
      Clock clock,
      LongSupplier nanoClock,
      ToIntFunction<StreamKey> viewers,
      Consumer<String> closedEpochs) {}

  private final Options options;
  private final Environment environment;
  private final SecureRandom random = new SecureRandom();

  /**
   * A factory.
   *
   * @param options what segmenters have in common
   * @param environment what they use
   */
  public SegmenterFactory(Options options, Environment environment) {
    this.options = options;
    this.environment = environment;
  }

  @Override
  public LiveSegmenter create(StreamKey key, String epoch, EventLoop loop, Runnable whenClosed) {
    CutOptions cut = options.cut();
    KeyRing keys = cut.isEncrypted() ? new KeyRing(cut.keyRotation(), random) : null;
    SegmentStore store = store(epoch, loop);
    Cutter cutter =
        new Cutter(cut, renditions(store, keys), environment.clock(), environment.log());
    LiveSegmenter.Setup setup =
        new LiveSegmenter.Setup(
            key,
            epoch,
            loop,
            targetDuration(),
            options.returnTimeout(),
            cut.window(),
            options.maxWaiting(),
            environment.nanoClock(),
            () -> environment.viewers().applyAsInt(key));
    return new LiveSegmenter(
        setup,
        cutter,
        keys,
        () -> {
          store.close();
          environment.closedEpochs().accept(epoch);
          whenClosed.run();
        });
  }

  private int targetDuration() {
    return (int) Math.max(1, Math.round(options.cut().segment().toMillis() / 1000.0));
  }

  private SegmentStore store(String epoch, EventLoop loop) {
    SegmentFolders folders = environment.folders();
    MemoryFiles memory = environment.memory();
    Executor files = environment.fileLoops().next();
    if (folders == null) {
      return memory == null ? SegmentStore.MEMORY : new MemoryStore(memory, loop, files);
    }
    return new DiskStore(folders.of(epoch), loop, files, environment.log());
  }

  private Renditions renditions(SegmentStore store, @Nullable KeyRing keys) {
    CutOptions cut = options.cut();
    long partsFor = (long) PARTS_FOR * targetDuration() * MediaTime.TICKS_PER_SECOND;
    RenditionSettings settings = new RenditionSettings(MediaTime.of(cut.part()), partsFor, keys);
    Supplier<SegmentList> lists =
        () -> new SegmentList(store, MediaTime.of(cut.window()), cut.memoryLimit());
    SegmentFormat format = options.format();
    if (format instanceof TransportFormat transport) {
      return Renditions.muxed(transport, lists, settings);
    } else if (format instanceof FragmentFormat fragments) {
      return Renditions.demuxed(fragments, lists, settings);
    }
    throw new IllegalArgumentException("format: " + format);
  }
}
