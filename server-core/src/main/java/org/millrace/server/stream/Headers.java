package org.millrace.server.stream;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.millrace.api.media.Codec;
import org.millrace.api.media.MediaFrame;
import org.millrace.api.media.Track;

/**
 * The newest configuration of each track and the newest metadata, as they are in force at one place
 * of a stream: what a subscriber that starts there needs first. Immutable; every change makes a new
 * one.
 *
 * <p>The frames are copies on the Java heap that cannot be released: they are few and small, are
 * held by every frame of a log, and so need no counting.
 */
final class Headers {
  static final Headers NONE = new Headers(List.of());

  /**
   * A configuration that is longer is passed on like any frame, but not kept for those who join.
   */
  private static final int MAX_CONFIG_BYTES = 256 << 10;

  /**
   * Metadata comes first, as players of FLV and RTMP expect it; what tells more of a codec, such as
   * the order of its channels, behind the codec's configuration.
   */
  private static final Comparator<MediaFrame> ORDER =
      Comparator.<MediaFrame>comparingInt(frame -> rank(frame.track()))
          .thenComparingInt(frame -> frame.track().id());

  private final List<MediaFrame> frames;

  private Headers(List<MediaFrame> frames) {
    this.frames = frames;
  }

  /**
   * These headers with another configuration.
   *
   * @param config a configuration frame; borrowed, copied if kept
   * @return this, if the very same configuration is here already
   */
  Headers with(MediaFrame config) {
    if (config.size() > MAX_CONFIG_BYTES) {
      return this;
    }
    List<MediaFrame> changed = new ArrayList<>(frames.size() + 1);
    for (MediaFrame frame : frames) {
      if (frame.track().sameStream(config.track())) {
        if (sameContent(frame, config)) {
          return this;
        }
      } else {
        changed.add(frame);
      }
    }
    changed.add(copyOf(config));
    changed.sort(ORDER);
    return new Headers(List.copyOf(changed));
  }

  /** These headers without those of a track that has ended. */
  Headers without(Track ended) {
    List<MediaFrame> rest =
        frames.stream().filter(frame -> !frame.track().sameStream(ended)).toList();
    return rest.size() == frames.size() ? this : new Headers(rest);
  }

  int size() {
    return frames.size();
  }

  /**
   * A header.
   *
   * @param index from 0 to {@link #size()}, exclusive
   * @param dts when it shall be, in ticks
   * @return a frame that may be released but need not
   */
  MediaFrame at(int index, long dts) {
    return frames.get(index).at(dts);
  }

  /** Whether a subscriber that has the other ones needs these. */
  boolean sameAs(Headers other) {
    if (this == other) {
      return true;
    }
    boolean same = frames.size() == other.frames.size();
    for (int i = 0; same && i < frames.size(); i++) {
      same = sameContent(frames.get(i), other.frames.get(i));
    }
    return same;
  }

  private static boolean sameContent(MediaFrame a, MediaFrame b) {
    return a.track().equals(b.track())
        && a.flags() == b.flags()
        && ByteBufUtil.equals(a.payload(), b.payload());
  }

  private static MediaFrame copyOf(MediaFrame frame) {
    MediaFrame.SourceForm source = frame.source();
    if (source == null) {
      ByteBuf payload = permanent(frame.payload());
      return MediaFrame.of(frame.track(), frame.dts(), frame.pts(), frame.flags(), payload);
    }
    int payloadOffset = source.bytes().readableBytes() - frame.size();
    return MediaFrame.ofSource(
        frame.track(),
        frame.dts(),
        frame.pts(),
        frame.flags(),
        source.format(),
        permanent(source.bytes()),
        payloadOffset);
  }

  private static ByteBuf permanent(ByteBuf bytes) {
    return Unpooled.unreleasableBuffer(Unpooled.copiedBuffer(bytes));
  }

  private static int rank(Track track) {
    return switch (track.kind()) {
      case DATA -> track.codec().equals(Codec.AMF0_DATA) ? 0 : 3;
      case VIDEO -> 1;
      case AUDIO -> 2;
    };
  }
}
