package org.millrace.httpts;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.logging.log4j.Logger;
import org.millrace.api.media.Codec;
import org.millrace.api.media.MediaFrame;
import org.millrace.api.media.MediaKind;
import org.millrace.api.media.MediaTime;
import org.millrace.api.media.Track;
import org.millrace.api.stream.LiveStream;
import org.millrace.api.stream.SequentialEncoder;
import org.millrace.http.RawFraming;
import org.millrace.mpegts.mux.TsMuxer;

/**
 * Multiplexes a stream once for all of its viewers, who so have the continuity counters in common:
 * one that comes sees them begin anywhere, one that has missed frames sees them jump. Tables are
 * where viewers can start.
 */
final class TsEncoder implements SequentialEncoder {
  /** How often tables are repeated where key frames are rare. */
  private static final long TABLES_EVERY = MediaTime.ofMillis(500);

  /** And where every frame is one, and a viewer can start at each. */
  private static final long TABLES_EVERY_OF_SOUND = MediaTime.ofMillis(100);

  /** Those that are carried once their configuration is there. */
  private static final Set<Codec> CONFIGURED =
      Set.of(Codec.H264, Codec.H265, Codec.AAC, Codec.OPUS);

  private final RawFraming framing;
  private final LiveStream stream;
  private final Logger log;
  private final TsMuxer muxer = new TsMuxer(List.of());
  private List<Track> tracks = List.of();
  private boolean hasVideo;
  private boolean tablesDue;
  private long tablesAt;

  /**
   * An encoder that has encoded nothing.
   *
   * @param framing around the packets of each frame
   * @param stream tells which tracks it has
   * @param log is told which of them are left out
   */
  TsEncoder(RawFraming framing, LiveStream stream, Logger log) {
    this.framing = framing;
    this.stream = stream;
    this.log = log;
  }

  @Override
  public int maxLength(MediaFrame frame) {
    boolean leftOut = frame.isConfig() || frame.kind() == MediaKind.DATA;
    return leftOut ? 0 : framing.framedBytes(TsMuxer.lengthOf(frame));
  }

  @Override
  public void encode(MediaFrame frame, ByteBuf out) {
    if (framing == RawFraming.NONE) {
      writePackets(frame, out);
      return;
    }
    ByteBuf packets = out.alloc().buffer(maxLength(frame));
    try {
      writePackets(frame, packets);
      if (packets.isReadable()) {
        out.ensureWritable(framing.framedBytes(packets.readableBytes()));
        framing.writeHeader(out, packets.readableBytes());
        out.writeBytes(packets);
        framing.writeTrailer(out);
      }
    } finally {
      packets.release();
    }
  }

  private void writePackets(MediaFrame frame, ByteBuf out) {
    if (!tracks.contains(frame.track())) {
      List<Track> changed = tracksWith(frame.track());
      tellLeftOut(changed);
      tracks = changed;
      hasVideo = tracks.stream().anyMatch(track -> track.kind() == MediaKind.VIDEO);
      muxer.tracks(tracks);
      tablesDue = true;
    }
    if (tablesDue || isTimeForTables(frame)) {
      muxer.writeTables(out);
      tablesDue = false;
      tablesAt = frame.dts();
    }
    muxer.write(frame, out);
  }

  /** What the stream has, the frame's own track as it is from that frame on. */
  private List<Track> tracksWith(Track track) {
    List<Track> with = new ArrayList<>(stream.tracks());
    with.replaceAll(other -> other.sameStream(track) ? track : other);
    if (!with.contains(track)) {
      with.add(track);
    }
    return List.copyOf(with);
  }

  private void tellLeftOut(List<Track> changed) {
    for (Track track : changed) {
      boolean mayStillCome = track.config().isEmpty() && CONFIGURED.contains(track.codec());
      if (!tracks.contains(track)
          && track.kind() != MediaKind.DATA
          && !mayStillCome
          && !TsMuxer.carries(track)) {
        log.info("{}: left out, as MPEG-TS cannot carry it: {}", stream.key(), track.description());
      }
    }
  }

  private boolean isTimeForTables(MediaFrame frame) {
    boolean opens = frame.kind() == MediaKind.VIDEO && frame.isKey();
    return opens || frame.dts() - tablesAt >= (hasVideo ? TABLES_EVERY : TABLES_EVERY_OF_SOUND);
  }

  /** The framing stays, too: the length is the same. */
  @Override
  public void retime(ByteBuf encoded, MediaFrame frame, ByteBuf out) {
    int unframed = encoded.readableBytes() - framing.trailerBytes();
    int header = unframed % TsMuxer.PACKET_BYTES;
    out.writeBytes(encoded, header);
    TsMuxer.retime(encoded.readSlice(unframed - header), frame, out);
    out.writeBytes(encoded);
  }

  /** The state is not compared: of those that are equal only one is used. */
  @Override
  public boolean equals(Object other) {
    return other instanceof TsEncoder encoder && encoder.framing == framing;
  }

  @Override
  public int hashCode() {
    return framing.hashCode();
  }
}
