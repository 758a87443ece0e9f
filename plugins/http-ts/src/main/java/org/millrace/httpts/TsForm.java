package org.millrace.httpts;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.millrace.api.media.MediaFrame;
import org.millrace.api.media.MediaKind;
import org.millrace.api.media.MediaTime;
import org.millrace.api.media.Track;
import org.millrace.api.stream.Subscription;
import org.millrace.http.WebSocketFrames;
import org.millrace.http.live.LiveForm;
import org.millrace.mpegts.mux.TsMuxer;

/**
 * One viewer's stream as MPEG-TS. The continuity counters of its packets tell how many there were
 * before, so unlike with FLV the bytes cannot be shared by viewers that began at different places:
 * each has a muxer of its own.
 */
final class TsForm implements LiveForm {
  /** How often tables are repeated when there are no key frames to repeat them at. */
  private static final long TABLES_EVERY = MediaTime.ofMillis(500);

  private static final int FIRST_CAPACITY = 4 * 1024;

  private final boolean webSocket;
  private final TsMuxer muxer = new TsMuxer(List.of());
  private List<Track> tracks = List.of();
  private boolean tablesDue;
  private long tablesAt;

  TsForm(boolean webSocket) {
    this.webSocket = webSocket;
  }

  @Override
  public String contentType() {
    return "video/mp2t";
  }

  @Override
  public @Nullable ByteBuf poll(Subscription from, int maxBytes) {
    ByteBuf out = null;
    try {
      MediaFrame frame;
      while ((out == null || out.readableBytes() < maxBytes) && (frame = from.poll()) != null) {
        if (out == null) {
          out = ByteBufAllocator.DEFAULT.directBuffer(FIRST_CAPACITY);
        }
        write(frame, from, out);
      }
      ByteBuf made = out;
      out = null;
      return made == null ? null : message(made);
    } finally {
      if (out != null) {
        out.release();
      }
    }
  }

  private void write(MediaFrame frame, Subscription from, ByteBuf out) {
    try {
      if (frame.isConfig()) {
        return;
      }
      if (!tracks.contains(frame.track())) {
        tracks = tracksWith(frame.track(), from.stream().tracks());
        muxer.tracks(tracks);
        tablesDue = true;
      }
      if (tablesDue || isTimeForTables(frame)) {
        muxer.writeTables(out);
        tablesDue = false;
        tablesAt = frame.dts();
      }
      muxer.write(frame, out);
    } finally {
      frame.release();
    }
  }

  /** What the stream has, the frame's own track as it is from that frame on. */
  private static List<Track> tracksWith(Track track, List<Track> known) {
    List<Track> with = new ArrayList<>(known);
    with.replaceAll(other -> other.sameStream(track) ? track : other);
    if (!with.contains(track)) {
      with.add(track);
    }
    return List.copyOf(with);
  }

  private boolean isTimeForTables(MediaFrame frame) {
    return (frame.kind() == MediaKind.VIDEO && frame.isKey())
        || frame.dts() - tablesAt >= TABLES_EVERY;
  }

  private ByteBuf message(ByteBuf packets) {
    if (!webSocket || !packets.isReadable()) {
      return packets;
    }
    ByteBuf header = Unpooled.buffer(WebSocketFrames.MAX_HEADER_BYTES);
    WebSocketFrames.writeBinaryHeader(header, packets.readableBytes());
    return Unpooled.wrappedBuffer(header, packets);
  }
}
