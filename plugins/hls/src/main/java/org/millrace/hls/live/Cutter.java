package org.millrace.hls.live;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;
import org.millrace.api.media.MediaFrame;
import org.millrace.api.media.MediaKind;
import org.millrace.api.media.MediaTime;
import org.millrace.api.media.Track;
import org.millrace.api.stream.LiveStream;
import org.millrace.http.live.StreamBegin;

/**
 * Decides where segments begin.
 *
 * <p>One track leads: the first video track, or the first audio track of a stream without pictures.
 * A segment begins with a key frame of it. The other renditions begin theirs with their first frame
 * after that time, so that segments of one number belong together. A new period begins, with a
 * discontinuity in all renditions at once, when a configuration changes, when a publisher comes
 * back, and after a hole in the stream's time.
 */
final class Cutter {
  /** Sound without pictures is taken for a stream without pictures after this time. */
  private static final long WAIT_FOR_VIDEO = MediaTime.of(Duration.ofMillis(500));

  private final CutOptions options;
  private final Renditions renditions;
  private final Clock clock;
  private final Logger log;
  private final StreamTimeline timeline = new StreamTimeline();

  private record Identity(MediaKind kind, int id) {}

  /** The tracks as they are now. */
  private final Map<Identity, Track> known = new LinkedHashMap<>();

  /** Those of which it is known that they can be carried: asking means to read a configuration. */
  private final Map<Identity, Track> carried = new HashMap<>();

  private final Set<Track> refused = new HashSet<>();
  private @Nullable Track lead;
  private @Nullable Boundary open;
  private @Nullable Long firstSound;
  private long resumeAt;
  private long number = -1;
  private int period = -1;

  Cutter(CutOptions options, Renditions renditions, Clock clock, Logger log) {
    this.options = options;
    this.renditions = renditions;
    this.clock = clock;
    this.log = log;
  }

  Renditions renditions() {
    return renditions;
  }

  /** How long a stream that begins is left to say first what it consists of. */
  Duration patience(LiveStream stream) {
    return StreamBegin.remaining(stream, clock.instant(), renditions::carries);
  }

  /**
   * Takes frames that came together.
   *
   * @param frames borrowed
   * @return whether there was media among them that is carried
   */
  boolean take(List<MediaFrame> frames) {
    boolean taken = false;
    for (MediaFrame frame : frames) {
      // Of a stream that runs already all tracks are there, though perhaps behind the first
      // picture.
      if (frame.kind() != MediaKind.DATA) {
        known.merge(
            identity(frame.track()),
            frame.track(),
            (before, now) -> canBeCarried(before) ? before : now);
      }
    }
    for (MediaFrame frame : frames) {
      if (frame.kind() == MediaKind.DATA) {
        continue;
      }
      // Encoders may say first that there is sound, and only behind the first picture what it is.
      if (!frame.isConfig() || canBeCarried(frame.track())) {
        known.put(identity(frame.track()), frame.track());
      }
      if (!frame.isConfig() && !frame.isEndOfSequence() && isCarried(frame.track())) {
        takeMedia(frame, frames.get(frames.size() - 1).dts());
        taken = true;
      }
    }
    return taken;
  }

  private static Identity identity(Track track) {
    return new Identity(track.kind(), track.id());
  }

  private boolean isCarried(Track track) {
    boolean can = canBeCarried(track);
    if (!can && refused.add(track)) {
      log.info("left out, as segments cannot carry it: {}", track.description());
    }
    return can;
  }

  private boolean canBeCarried(Track track) {
    if (track == carried.get(identity(track))) {
      return true;
    }
    boolean can = renditions.carries(track);
    if (can) {
      carried.put(identity(track), track);
    }
    return can;
  }

  private void takeMedia(MediaFrame frame, long newestDts) {
    if (open != null && endsPeriod(frame)) {
      interrupt();
    }
    if (open == null && !startPeriod(frame, newestDts)) {
      return;
    }
    MediaFrame timed = frame.at(timeline.at(frame.dts()));
    Track track = frame.track();
    RenditionBuilder builder = renditions.find(track).orElseGet(() -> join(track));
    if (track.sameStream(leading())) {
      offerBoundary(timed, builder);
      builder.accept(timed);
      renditions.all().forEach(other -> other.leadIsAt(timed.dts()));
    } else {
      builder.accept(timed);
    }
  }

  private Track leading() {
    if (lead == null) {
      throw new IllegalStateException("no track leads before the first period");
    }
    return lead;
  }

  private boolean endsPeriod(MediaFrame frame) {
    return timeline.isBreak(frame.dts()) || isChanged(frame.track()) || outranksLead(frame);
  }

  private boolean isChanged(Track track) {
    return renditions.find(track).map(builder -> !builder.fits(track)).orElse(false);
  }

  /** Pictures that come late lead from their first key frame on. */
  private boolean outranksLead(MediaFrame frame) {
    return leading().kind() == MediaKind.AUDIO && frame.kind() == MediaKind.VIDEO && frame.isKey();
  }

  /** Ends the period: what follows cannot be joined to what was. */
  void interrupt() {
    if (open != null) {
      long end = renditions.all().stream().mapToLong(RenditionBuilder::edge).max().orElse(0);
      renditions.all().forEach(builder -> builder.interrupt(end));
      resumeAt = end;
    }
    open = null;
    firstSound = null;
  }

  private boolean startPeriod(MediaFrame frame, long newestDts) {
    if (!mayStartWith(frame)) {
      return false;
    }
    timeline.resume(frame.dts(), resumeAt);
    timeline.anchor(Math.max(0, newestDts - frame.dts()), clock.instant());
    lead = frame.track();
    renditions.ensure(frame.track());
    renditions.all().forEach(builder -> builder.retrack(carriedTracks()));
    period++;
    begin(resumeAt);
    return true;
  }

  private List<Track> carriedTracks() {
    return known.values().stream().filter(this::canBeCarried).toList();
  }

  private boolean mayStartWith(MediaFrame frame) {
    if (frame.kind() == MediaKind.VIDEO) {
      return frame.isKey() && isFirstVideo(frame.track());
    }
    if (firstSound == null) {
      firstSound = frame.dts();
    }
    boolean hasVideo = carriedTracks().stream().anyMatch(track -> track.kind() == MediaKind.VIDEO);
    return !hasVideo && frame.dts() - firstSound >= WAIT_FOR_VIDEO;
  }

  private boolean isFirstVideo(Track track) {
    return carriedTracks().stream()
        .filter(other -> other.kind() == MediaKind.VIDEO)
        .allMatch(other -> track.id() <= other.id());
  }

  /** A rendition begins in the middle of a period. */
  private RenditionBuilder join(Track track) {
    RenditionBuilder builder = renditions.add(track);
    builder.retrack(carriedTracks());
    if (open != null) {
      builder.offer(open);
    }
    return builder;
  }

  private void offerBoundary(MediaFrame frame, RenditionBuilder builder) {
    if (open == null || frame.dts() <= open.time()) {
      return;
    }
    long length = frame.dts() - open.time();
    boolean isDue = builder.mayBeginWith(frame) && length >= shortest(frame);
    if (isDue || length >= MediaTime.of(options.longestSegment()) || isTooBig(builder)) {
      begin(frame.dts());
      builder.crossAt(frame.dts());
    }
  }

  /** A key frame a little too early is better than one a whole group too late. */
  private long shortest(MediaFrame frame) {
    long target = MediaTime.of(options.segment());
    return frame.kind() == MediaKind.VIDEO ? target - target / 8 : target;
  }

  private boolean isTooBig(RenditionBuilder builder) {
    return builder.openBytes() > options.memoryLimit() / 4;
  }

  private void begin(long time) {
    number++;
    Boundary boundary = new Boundary(number, period, time, timeline.wall(time));
    open = boundary;
    renditions.all().forEach(builder -> builder.offer(boundary));
  }

  void close() {
    renditions.close();
  }
}
