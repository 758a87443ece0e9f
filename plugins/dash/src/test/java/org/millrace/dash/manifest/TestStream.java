package org.millrace.dash.manifest;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.millrace.api.media.Codec;
import org.millrace.api.media.DecoderConfig;
import org.millrace.api.media.MediaTime;
import org.millrace.api.media.Track;
import org.millrace.hls.segment.InitSegment;
import org.millrace.hls.segment.MediaBytes;
import org.millrace.hls.segment.OpenSegment;
import org.millrace.hls.segment.Part;
import org.millrace.hls.segment.Rendition;
import org.millrace.hls.segment.RenditionFigures;
import org.millrace.hls.segment.Segment;
import org.millrace.hls.segment.SegmentHead;
import org.millrace.hls.segment.StreamWindow;

/** One rendition of a stream, made segment by segment of two seconds each. */
public final class TestStream {
  public static final Instant BEGIN = Instant.parse("2026-03-01T12:00:00Z");
  public static final long SECOND = MediaTime.TICKS_PER_SECOND;

  private static final Track VIDEO =
      Track.Video.of(0, Codec.H264, config("01640028ffe1000b67640028acb403c0113f2a01000468ee3cb0"));
  private static final Track AUDIO = Track.Audio.of(0, Codec.AAC, config("1210"));

  private final String name;
  private final Track track;
  private final List<Segment> segments = new ArrayList<>();
  private @Nullable OpenSegment open;
  private InitSegment init;
  private int period;
  private long away;

  private TestStream(String name, Track track) {
    this.name = name;
    this.track = track;
    this.init = new InitSegment(0, track, "codec0", bytes("init0"));
  }

  public static TestStream video() {
    return new TestStream("video", VIDEO);
  }

  public static TestStream audio() {
    return new TestStream("audio", AUDIO);
  }

  private static DecoderConfig config(String hex) {
    return DecoderConfig.copyOf(Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(hex)));
  }

  /** Bytes that are there. */
  public static MediaBytes bytes(String text) {
    byte[] content = text.getBytes(StandardCharsets.US_ASCII);
    return new MediaBytes() {
      @Override
      public long length() {
        return content.length;
      }

      @Override
      public Optional<ByteBuf> take() {
        return Optional.of(Unpooled.copiedBuffer(content));
      }
    };
  }

  /** Complete segments from a number to another. */
  public TestStream segments(long from, long to) {
    for (long number = from; number <= to; number++) {
      segments.add(segment(number, bytes("segment" + number)));
    }
    return this;
  }

  /** A complete segment that is a little longer than the others; the next one begins behind it. */
  public TestStream longer(long number, long ticks) {
    Segment usual = segment(number, bytes("segment" + number));
    segments.add(
        new Segment(usual.head(), usual.duration() + ticks, true, List.of(), usual.bytes()));
    return this;
  }

  /** A segment without anything in it. */
  public TestStream gap(long number) {
    segments.add(segment(number, MediaBytes.NONE));
    return this;
  }

  private Segment segment(long number, MediaBytes bytes) {
    return new Segment(head(number), 2 * SECOND, true, List.of(), bytes);
  }

  private SegmentHead head(long number) {
    Instant time = BEGIN.plusSeconds(2 * number + away);
    return new SegmentHead(number, period, 2 * number * SECOND, time, init, null);
  }

  /** The segment that is being made. */
  public TestStream open(long number, String... chunks) {
    List<Part> parts = new ArrayList<>();
    for (String chunk : chunks) {
      long start = 2 * number * SECOND + parts.size() * SECOND / 2;
      parts.add(new Part(parts.size(), start, SECOND / 2, parts.isEmpty(), bytes(chunk)));
    }
    open = new OpenSegment(head(number), parts);
    return this;
  }

  /** The publisher was away for so many seconds, and has come back with another configuration. */
  public TestStream comesBackAfter(long seconds) {
    period++;
    away += seconds;
    open = null;
    init = new InitSegment(init.index() + 1, track, "codec" + period, bytes("init" + period));
    return this;
  }

  /** Older ones are not listed any more. */
  public TestStream trimmedTo(long number) {
    segments.removeIf(segment -> segment.number() < number);
    return this;
  }

  public Optional<Segment> find(long number) {
    return segments.stream().filter(segment -> segment.number() == number).findFirst();
  }

  private Rendition rendition() {
    RenditionFigures figures = new RenditionFigures(300_000, 250_000, 25.02);
    return new Rendition(
        name, List.of(track), List.of(init.codecs()), segments, open, SECOND / 2, figures);
  }

  /** All of it at this moment. */
  public static StreamWindow window(long version, boolean ended, TestStream... streams) {
    List<Rendition> renditions = new ArrayList<>();
    for (TestStream stream : streams) {
      renditions.add(stream.rendition());
    }
    return new StreamWindow(version, 2, renditions, ended);
  }
}
