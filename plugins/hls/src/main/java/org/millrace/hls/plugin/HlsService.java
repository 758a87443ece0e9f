package org.millrace.hls.plugin;

import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpMethod;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.millrace.api.media.MediaTime;
import org.millrace.api.plugin.PluginContext;
import org.millrace.api.stream.StreamKey;
import org.millrace.api.stream.StreamRegistry;
import org.millrace.hls.delivery.FileHandler;
import org.millrace.hls.delivery.MultivariantHandler;
import org.millrace.hls.delivery.Sessions;
import org.millrace.hls.delivery.WrittenPlaylists;
import org.millrace.hls.live.CutOptions;
import org.millrace.hls.live.SegmenterFactory;
import org.millrace.hls.live.Segmenters;
import org.millrace.hls.packaging.CmafFormat;
import org.millrace.hls.packaging.MpegTsFormat;
import org.millrace.hls.packaging.SegmentFormat;
import org.millrace.hls.playlist.PlaylistOptions;
import org.millrace.hls.segment.SegmentedStreams;
import org.millrace.hls.store.MemoryFiles;
import org.millrace.hls.store.SegmentFolders;
import org.millrace.http.HttpRoutes;
import org.millrace.http.Route;

/** Everything that the plugin runs, from its start to its stop. */
final class HlsService implements AutoCloseable {
  private static final int SWEEP_SECONDS = 2;

  /** Players ask for something in each segment; who has not in so many is gone. */
  private static final int SILENT_SEGMENTS = 3;

  private final HlsSettings settings;
  private final PluginContext context;
  private final WrittenPlaylists playlists;
  private final Sessions sessions;
  private final List<HttpRoutes.Registration> mounted = new ArrayList<>();
  private final List<StreamRegistry.Registration> listening = new ArrayList<>();
  private final @Nullable MemoryFiles memory;
  private final Segmenters served;

  /** The same, unless what is served is of no use to others. */
  private final Segmenters offered;

  HlsService(HlsSettings settings, PluginContext context) {
    this.settings = settings;
    this.context = context;
    this.playlists =
        new WrittenPlaylists(
            new PlaylistOptions(settings.isLowLatency(), MediaTime.of(settings.window())));
    this.sessions =
        new Sessions(
            new Sessions.Policy(
                settings.sessions() == HlsSettings.SessionKind.STREAM,
                settings.sessionTimeout(),
                settings.maxSessions()),
            System::nanoTime);
    SegmentFolders folders = folders();
    this.memory = memory();
    this.served = segmenters(format(), settings.isEncrypted(), folders, sessions::viewers);
    boolean isForAll = settings.format() == HlsSettings.Format.FMP4 && !settings.isEncrypted();
    this.offered = isForAll ? served : segmenters(new CmafFormat(), false, null, key -> 0);
    begin();
  }

  private void begin() {
    context.offer(SegmentedStreams.class, offered);
    listening.add(context.streams().addListener(served));
    HttpRoutes routes = context.service(HttpRoutes.class);
    mounted.add(
        routes.mount(
            Route.open(HttpMethod.GET, MultivariantHandler.PATTERN),
            new MultivariantHandler(served, sessions)));
    mounted.add(
        routes.mount(
            Route.open(HttpMethod.GET, FileHandler.PATTERN),
            new FileHandler(served, sessions, playlists)));
    context
        .scheduler()
        .scheduleWithFixedDelay(this::sweep, SWEEP_SECONDS, SWEEP_SECONDS, TimeUnit.SECONDS);
  }

  private void sweep() {
    served.endIdle();
    offered.endIdle();
    sessions.endUnused();
    sessions.count(settings.segment().multipliedBy(SILENT_SEGMENTS));
  }

  private SegmentFormat format() {
    return switch (settings.format()) {
      case FMP4 -> new CmafFormat();
      case MPEGTS -> new MpegTsFormat();
    };
  }

  private @Nullable MemoryFiles memory() {
    return settings.memoryFiles() == 0
        ? null
        : MemoryFiles.in(MemoryFiles.FOLDER, settings.memoryFiles(), context.log()).orElse(null);
  }

  private @Nullable SegmentFolders folders() {
    if (settings.folder() == null) {
      return null;
    }
    SegmentFolders folders = new SegmentFolders(settings.folder());
    folders.clear();
    return folders;
  }

  private Segmenters segmenters(
      SegmentFormat format,
      boolean isEncrypted,
      @Nullable SegmentFolders folders,
      ToIntFunction<StreamKey> viewers) {
    CutOptions cut =
        new CutOptions(
            settings.segment(),
            settings.longestSegment(),
            settings.part(),
            settings.window(),
            settings.memoryLimit(),
            settings.keyRotation(),
            isEncrypted);
    SegmenterFactory factory =
        new SegmenterFactory(
            new SegmenterFactory.Options(
                format, cut, settings.returnTimeout(), settings.maxWaiting()),
            new SegmenterFactory.Environment(
                folders,
                memory,
                context.fileLoops(),
                context.log(),
                Clock.systemUTC(),
                System::nanoTime,
                viewers,
                playlists::forget));
    Segmenters.Demand demand =
        new Segmenters.Demand(
            settings.start() == HlsSettings.Start.ALWAYS,
            settings.idleTimeout(),
            settings.startTimeout());
    // Runs are numbered from the time of the start: players and caches may have files of the last.
    return new Segmenters(
        context.streams(), this::nextLoop, factory, demand, System.currentTimeMillis());
  }

  private EventLoop nextLoop() {
    return context.eventLoops().next();
  }

  @Override
  public void close() {
    mounted.forEach(HttpRoutes.Registration::close);
    listening.forEach(StreamRegistry.Registration::close);
    served.close();
    offered.close();
  }
}
