package org.millrace.hls.live;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.millrace.api.media.MediaFrame;
import org.millrace.api.media.MediaKind;
import org.millrace.api.media.MediaTime;
import org.millrace.api.media.Track;
import org.millrace.hls.packaging.SegmentCipher;
import org.millrace.hls.packaging.TransportFormat;
import org.millrace.hls.segment.MediaBytes;
import org.millrace.hls.segment.OpenSegment;
import org.millrace.hls.segment.Rendition;
import org.millrace.hls.segment.Segment;
import org.millrace.hls.segment.SegmentHead;
import org.millrace.hls.segment.SegmentKey;
import org.millrace.hls.store.BufferBytes;

/** All tracks in MPEG-TS, multiplexed as they come. Has no parts. */
final class TransportRendition extends RenditionBuilder {
  /** A segment without any time in it. */
  private static final long SHORTEST = MediaTime.ofMillis(5);

  private static final int FIRST_CAPACITY = 128 * 1024;

  private final TransportFormat format;
  private final SegmentList segments;
  private final RenditionSettings settings;
  private final Figures figures = new Figures();
  private List<Track> tracks = List.of();
  private TransportFormat.@Nullable Muxer muxer;
  private @Nullable SegmentHead head;

  private @Nullable ByteBuf out;
  private boolean independent;
  private boolean isEmpty = true;
  private int pictures;
  private long newest;
  private long interval;

  TransportRendition(
      String name, TransportFormat format, SegmentList segments, RenditionSettings settings) {
    super(name);
    this.format = format;
    this.segments = segments;
    this.settings = settings;
  }

  @Override
  boolean fits(Track track) {
    return tracks.contains(track) || isLateSound(track);
  }

  /**
   * Encoders that learn their audio configuration from the first sound send it behind the first
   * picture. New tables do for that; a discontinuity would cost the picture.
   */
  private boolean isLateSound(Track track) {
    return track.kind() == MediaKind.AUDIO && tracks.stream().noneMatch(track::sameStream);
  }

  @Override
  void retrack(Collection<Track> known) {
    tracks = known.stream().filter(format::carries).toList();
    if (muxer == null) {
      muxer = format.muxer(tracks);
    } else {
      muxer.restart(tracks);
    }
  }

  @Override
  boolean isOpen() {
    return head != null;
  }

  @Override
  boolean hasFrames() {
    return !isEmpty;
  }

  @Override
  boolean mayBeginWith(MediaFrame frame) {
    return isLeading(frame) && (frame.kind() != MediaKind.VIDEO || frame.isKey());
  }

  private boolean isLeading(MediaFrame frame) {
    return frame.kind() == MediaKind.VIDEO
        || tracks.stream().noneMatch(track -> track.kind() == MediaKind.VIDEO);
  }

  @Override
  void begin(Boundary boundary, long start) {
    SegmentKey key = settings.keys() == null ? null : settings.keys().forSegment(boundary.number());
    head =
        new SegmentHead(
            boundary.number(), boundary.period(), start, boundary.wallAt(start), null, key);
    newest = start;
    independent = false;
    isEmpty = true;
    pictures = 0;
    out = ByteBufAllocator.DEFAULT.directBuffer(FIRST_CAPACITY);
    muxer().begin(out);
  }

  private TransportFormat.Muxer muxer() {
    if (muxer == null) {
      throw new IllegalStateException("a segment before the first period");
    }
    return muxer;
  }

  @Override
  void add(MediaFrame frame) {
    if (out == null || !fits(frame.track())) {
      return;
    }
    if (!tracks.contains(frame.track())) {
      tracks = Stream.concat(tracks.stream(), Stream.of(frame.track())).toList();
      muxer().change(tracks, out);
    }
    if (isLeading(frame)) {
      if (frame.dts() < newest) {
        return;
      }
      independent |= isEmpty && mayBeginWith(frame);
      interval = isEmpty ? interval : frame.dts() - newest;
      isEmpty = false;
      newest = frame.dts();
      pictures += frame.kind() == MediaKind.VIDEO ? 1 : 0;
    }
    muxer().write(frame, out);
  }

  @Override
  void end(long time) {
    SegmentHead made = head;
    ByteBuf written = out;
    if (made == null || written == null) {
      return;
    }
    head = null;
    out = null;
    long duration = Math.max(SHORTEST, time - made.start());
    if (isEmpty) {
      written.release();
      segments.add(new Segment(made, duration, false, List.of(), MediaBytes.NONE), null, "", 0);
      return;
    }
    figures.add(written.readableBytes(), duration, pictures);
    SegmentKey key = made.key();
    BufferBytes bytes =
        new BufferBytes(
            key == null
                ? written
                : SegmentCipher.encrypt(key, made.number(), written, ByteBufAllocator.DEFAULT));
    Segment segment = new Segment(made, duration, independent, List.of(), bytes);
    segments.add(segment, bytes, name() + "-" + made.number() + ".ts", settings.partsFor());
  }

  @Override
  long edge() {
    return isEmpty ? newest : newest + interval;
  }

  @Override
  long openBytes() {
    return out == null ? 0 : out.readableBytes();
  }

  @Override
  Rendition snapshot() {
    return new Rendition(
        name(),
        tracks,
        tracks.stream().map(format::codecs).toList(),
        segments.listed(),
        head == null ? null : new OpenSegment(head, List.of()),
        settings.partTarget(),
        figures.figures());
  }

  @Override
  Optional<Segment> find(long number) {
    return segments.find(number);
  }

  @Override
  void close() {
    if (out != null) {
      out.release();
      out = null;
    }
    head = null;
    segments.close();
  }
}
