package org.millrace.dash.manifest;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.millrace.api.media.MediaTime;
import org.millrace.api.media.Track;
import org.millrace.hls.segment.InitSegment;
import org.millrace.hls.segment.Rendition;
import org.millrace.hls.segment.Segment;
import org.millrace.hls.segment.StreamWindow;
import org.millrace.mp4.cmaf.CmafTrack;

/** Writes a period: an adaptation set with one representation for each rendition. */
final class PeriodWriter {
  static final int REFERENCE_ID = 0;

  private static final String CHANNELS = "urn:mpeg:mpegB:cicp:ChannelConfiguration";

  /** ISO/IEC 23091-3: the numbers of channels whose usual layouts have the same number. */
  private static final int MOST_CHANNELS = 6;

  private final Xml out;
  private final StreamWindow window;
  private final ManifestOptions options;
  private final String clock;

  PeriodWriter(Xml out, StreamWindow window, ManifestOptions options, String clock) {
    this.out = out;
    this.window = window;
    this.options = options;
    this.clock = clock;
  }

  void write(Periods periods, Period period, @Nullable Period next) {
    Duration start = Duration.between(periods.origin(), period.time());
    out.start("Period").with("id", period.id()).with("start", start);
    if (next != null) {
      out.with("duration", duration(period, next));
    }
    int id = 0;
    for (Rendition rendition : window.renditions()) {
      Integer index = period.inits().get(rendition.name());
      InitSegment init = index == null ? null : rendition.init(index).orElse(null);
      if (init != null) {
        writeSet(id, period, next, rendition, init);
      }
      id++;
    }
    out.end();
  }

  /** Up to the end of the media: the next period may begin later, if the publisher was away. */
  private Duration duration(Period period, Period next) {
    long end =
        window.renditions().stream()
            .flatMap(rendition -> segments(rendition, period, next).stream())
            .mapToLong(Segment::end)
            .max()
            .orElse(period.start());
    Duration media = MediaTime.toDuration(end - period.start());
    Duration room = Duration.between(period.time(), next.time());
    return media.compareTo(room) < 0 ? media : room;
  }

  private static List<Segment> segments(Rendition rendition, Period period, @Nullable Period next) {
    return rendition.segments().stream()
        .filter(segment -> segment.number() >= period.firstNumber())
        .filter(segment -> segment.head().period() == period.discontinuity())
        .filter(segment -> next == null || segment.number() < next.firstNumber())
        .toList();
  }

  private void writeSet(
      int id, Period period, @Nullable Period next, Rendition rendition, InitSegment init) {
    boolean isVideo = init.track() instanceof Track.Video;
    out.start("AdaptationSet")
        .with("id", id)
        .with("contentType", isVideo ? "video" : "audio")
        .with("mimeType", isVideo ? "video/mp4" : "audio/mp4")
        .with("segmentAlignment", true)
        .with("startWithSAP", 1);
    int timescale = CmafTrack.of(init.track()).map(CmafTrack::timescale).orElseThrow();
    if (options.lowLatency()) {
      writeReference(period, timescale);
    }
    out.scheme("Role", "urn:mpeg:dash:role:2011", "main");
    writeTemplate(period, next, rendition, init, timescale);
    writeRepresentation(rendition, init);
    out.end();
  }

  /** When the encoder was at which time of the media. */
  private void writeReference(Period period, int timescale) {
    out.start("ProducerReferenceTime")
        .with("id", REFERENCE_ID)
        .with("type", "encoder")
        .with("wallClockTime", period.time())
        .with("presentationTime", MediaTime.to(period.start(), timescale));
    out.scheme("UTCTiming", Manifest.TIME_SCHEME, clock);
    out.end();
  }

  private void writeTemplate(
      Period period, @Nullable Period next, Rendition rendition, InitSegment init, int timescale) {
    List<Segment> listed = segments(rendition, period, next);
    SegmentTimeline timeline = SegmentTimeline.of(listed, timescale);
    boolean isOpen = options.lowLatency() && next == null && !window.ended();
    out.start("SegmentTemplate")
        .with("timescale", timescale)
        .with("presentationTimeOffset", MediaTime.to(period.start(), timescale));
    if (isOpen) {
      timeline.addOpen(rendition.open(), period, window.targetDuration());
      Duration whole = timeline.lastDuration();
      Duration early = whole.minus(MediaTime.toDuration(rendition.partTarget()));
      out.seconds("availabilityTimeOffset", early.isNegative() ? Duration.ZERO : early);
      out.with("availabilityTimeComplete", false);
    }
    out.with("startNumber", listed.isEmpty() ? period.firstNumber() : listed.get(0).number())
        .with("initialization", "$RepresentationID$-init" + init.index() + ".mp4")
        .with("media", "$RepresentationID$-$Number$.m4s");
    timeline.writeTo(out);
    out.end();
  }

  private void writeRepresentation(Rendition rendition, InitSegment init) {
    out.start("Representation")
        .with("id", rendition.name())
        .with("codecs", init.codecs())
        .with("bandwidth", Math.max(1, rendition.figures().peakBitrate()));
    if (init.track() instanceof Track.Video video) {
      writePictures(video, rendition);
    } else if (init.track() instanceof Track.Audio audio) {
      writeSound(audio);
    }
    out.end();
  }

  private void writePictures(Track.Video video, Rendition rendition) {
    if (video.width() > 0 && video.height() > 0) {
      out.with("width", video.width()).with("height", video.height());
    }
    long rate = Math.round(rendition.figures().frameRate());
    if (rate > 0) {
      out.with("frameRate", rate);
    }
  }

  private void writeSound(Track.Audio audio) {
    if (audio.sampleRate() > 0) {
      out.with("audioSamplingRate", audio.sampleRate());
    }
    if (audio.channels() > 0 && audio.channels() <= MOST_CHANNELS) {
      out.scheme("AudioChannelConfiguration", CHANNELS, audio.channels());
    }
  }
}
