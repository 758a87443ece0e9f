package org.millrace.hls.live;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.millrace.api.media.MediaFrame;
import org.millrace.api.media.MediaKind;
import org.millrace.api.media.MediaTime;
import org.millrace.api.media.Track;
import org.millrace.hls.packaging.FragmentFormat;
import org.millrace.hls.packaging.SegmentCipher;
import org.millrace.hls.segment.InitSegment;
import org.millrace.hls.segment.MediaBytes;
import org.millrace.hls.segment.OpenSegment;
import org.millrace.hls.segment.Part;
import org.millrace.hls.segment.Rendition;
import org.millrace.hls.segment.Segment;
import org.millrace.hls.segment.SegmentHead;
import org.millrace.hls.segment.SegmentKey;
import org.millrace.hls.store.BufferBytes;

/** One track in CMAF: chunks of about the part duration, which together are the segment. */
final class CmafRendition extends RenditionBuilder {
  /** Times of frames are often rounded to milliseconds; parts may be longer by that much. */
  private static final long JITTER = MediaTime.ofMillis(5);

  private final FragmentFormat format;
  private final SegmentList segments;
  private final RenditionSettings settings;
  private final Figures figures = new Figures();
  private Track track;
  private FragmentFormat.Fragmenter fragmenter;
  private InitSegment init;
  private @Nullable SegmentHead head;

  // The segment that is being made.
  private final List<Part> parts = new ArrayList<>();
  private final List<BufferBytes> chunks = new ArrayList<>();
  private int pictures;

  // The part that is being made.
  private final List<MediaFrame> pending = new ArrayList<>();
  private long partStart;
  private long newest;
  private long interval;
  private long sequence;

  private long partTarget;
  private boolean isPartTargetFixed;

  CmafRendition(
      String name,
      Track track,
      FragmentFormat format,
      SegmentList segments,
      RenditionSettings settings) {
    super(name);
    this.track = track;
    this.format = format;
    this.segments = segments;
    this.settings = settings;
    this.partTarget = settings.partTarget();
    this.fragmenter = format.fragmenter(track);
    this.init = initOf(track, 0);
  }

  private InitSegment initOf(Track described, int index) {
    ByteBuf made = fragmenter.header();
    try {
      // On the heap and never released: players ask for it as long as the rendition lives.
      ByteBuf copy = Unpooled.wrappedBuffer(ByteBufUtil.getBytes(made));
      return new InitSegment(index, described, format.codecs(described), new BufferBytes(copy));
    } finally {
      made.release();
    }
  }

  @Override
  boolean fits(Track other) {
    return other == track
        || (other.sameStream(track)
            && other.codec().equals(track.codec())
            && other.config().equals(track.config()));
  }

  @Override
  void retrack(Collection<Track> known) {
    Track before = track;
    Track now = known.stream().filter(before::sameStream).findFirst().orElse(before);
    if (!fits(now)) {
      fragmenter = format.fragmenter(now);
      init = initOf(now, init.index() + 1);
    }
    track = now;
  }

  @Override
  boolean isOpen() {
    return head != null;
  }

  @Override
  void begin(Boundary boundary, long start) {
    SegmentKey key = settings.keys() == null ? null : settings.keys().forSegment(boundary.number());
    head =
        new SegmentHead(
            boundary.number(), boundary.period(), start, boundary.wallAt(start), init, key);
    newest = start;
  }

  @Override
  boolean hasFrames() {
    return !parts.isEmpty() || !pending.isEmpty();
  }

  @Override
  boolean mayBeginWith(MediaFrame frame) {
    return frame.kind() != MediaKind.VIDEO || frame.isKey();
  }

  @Override
  void add(MediaFrame frame) {
    long time = frame.dts();
    if (time < newest) {
      // Decoding order is the only order that a container knows.
      return;
    }
    if (!pending.isEmpty()) {
      interval = time - newest;
      if (time + interval - partStart > partTarget) {
        endPart(time);
      }
    }
    if (pending.isEmpty()) {
      partStart = time;
    }
    pending.add(frame.retain());
    newest = time;
    pictures += frame.kind() == MediaKind.VIDEO ? 1 : 0;
  }

  private void endPart(long end) {
    boolean independent = mayBeginWith(pending.get(0));
    BufferBytes chunk = new BufferBytes(fragmenter.chunk(++sequence, pending, end));
    pending.forEach(ReferenceCountUtil::release);
    pending.clear();
    chunks.add(chunk);
    parts.add(new Part(parts.size(), partStart, listed(end - partStart), independent, chunk));
  }

  /**
   * A frame that is followed by silence lasts until the next one, or decoders would stall at the
   * hole. No part may be listed as longer than the part target, though.
   */
  private long listed(long duration) {
    return isPartTargetFixed ? Math.min(duration, partTarget) : duration;
  }

  @Override
  void end(long time) {
    SegmentHead made = head;
    if (made == null) {
      return;
    }
    if (!pending.isEmpty()) {
      endPart(Math.max(time, newest));
    }
    long duration = Math.max(JITTER, time - made.start());
    if (parts.isEmpty()) {
      segments.add(new Segment(made, duration, false, List.of(), MediaBytes.NONE), null, "", 0);
    } else {
      fixPartTarget();
      complete(made, duration);
    }
    parts.clear();
    chunks.clear();
    pictures = 0;
    head = null;
  }

  /**
   * Of what there is in the first segment: parts must have at least 85 % of the part target, which
   * whole frames of low rates would not have of the configured one (RFC 8216bis section 4.4.4.9).
   */
  private void fixPartTarget() {
    if (isPartTargetFixed || parts.size() < 2) {
      isPartTargetFixed = true;
      return;
    }
    long longest =
        parts.subList(0, parts.size() - 1).stream().mapToLong(Part::duration).max().orElseThrow();
    partTarget = longest > partTarget ? longest + JITTER : Math.min(partTarget, longest + JITTER);
    isPartTargetFixed = true;
  }

  private void complete(SegmentHead made, long duration) {
    int length = chunks.stream().mapToInt(chunk -> (int) chunk.length()).sum();
    figures.add(length, duration, pictures);
    ByteBuf whole = ByteBufAllocator.DEFAULT.directBuffer(length, length);
    List<Integer> offsets = new ArrayList<>();
    for (BufferBytes chunk : chunks) {
      offsets.add(whole.writerIndex());
      chunk.copyTo(whole);
    }
    SegmentKey key = made.key();
    BufferBytes bytes =
        new BufferBytes(
            key == null
                ? whole
                : SegmentCipher.encrypt(key, made.number(), whole, ByteBufAllocator.DEFAULT));
    List<Part> slices = key == null ? slices(bytes, offsets) : List.of();
    boolean independent = parts.get(0).independent();
    Segment segment = new Segment(made, duration, independent, slices, bytes);
    segments.add(segment, bytes, name() + "-" + made.number() + ".m4s", settings.partsFor());
    chunks.forEach(BufferBytes::release);
  }

  private List<Part> slices(BufferBytes whole, List<Integer> offsets) {
    List<Part> slices = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      MediaBytes slice = whole.part(offsets.get(i), (int) part.bytes().length());
      slices.add(new Part(i, part.start(), part.duration(), part.independent(), slice));
    }
    return slices;
  }

  @Override
  long edge() {
    return hasFrames() ? newest + interval : newest;
  }

  @Override
  long openBytes() {
    return chunks.stream().mapToLong(BufferBytes::length).sum()
        + pending.stream().mapToLong(MediaFrame::size).sum();
  }

  @Override
  Rendition snapshot() {
    // Encrypted segments have no parts: a chunk is not encrypted by itself.
    OpenSegment open =
        head == null ? null : new OpenSegment(head, head.key() == null ? parts : List.of());
    return new Rendition(
        name(),
        List.of(track),
        List.of(init.codecs()),
        segments.listed(),
        open,
        partTarget,
        figures.figures());
  }

  @Override
  Optional<Segment> find(long number) {
    return segments.find(number);
  }

  @Override
  void close() {
    pending.forEach(ReferenceCountUtil::release);
    pending.clear();
    chunks.forEach(BufferBytes::release);
    chunks.clear();
    parts.clear();
    head = null;
    segments.close();
  }
}
