package org.millrace.mpegts.mux;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.millrace.api.media.CodecConfigException;
import org.millrace.api.media.MediaFrame;
import org.millrace.api.media.MediaKind;
import org.millrace.api.media.MediaTime;
import org.millrace.api.media.Track;
import org.millrace.mpegts.mux.Packetizer.FirstPacket;

/**
 * Makes one programme of frames. Holds the continuity counters, so a muxer belongs to one output:
 * segments that follow each other have one in common. One thread at a time; needs no closing.
 */
public final class TsMuxer {
  /** Hz of all times but the fine part of the clock reference. */
  private static final int CLOCK = 90_000;

  /**
   * How far decoding is behind the clock reference: what receivers may buffer. The same 0.7 s that
   * most multiplexers have.
   */
  private static final long DELAY = 63_000;

  private static final int FIRST_PID = 0x100;

  private final Tables tables = new Tables();
  private final List<Lane> lanes = new ArrayList<>();
  private final ByteBuf pes = Unpooled.buffer(64 * 1024);
  private int clockPid;

  /** A track on its way into the stream. */
  private record Lane(Track track, ElementaryStream stream, Packetizer packets) {}

  /**
   * A muxer of some tracks.
   *
   * @param tracks those that cannot be carried are left out
   */
  public TsMuxer(List<Track> tracks) {
    tracks(tracks);
  }

  /**
   * Whether a track can be carried.
   *
   * @param track with its decoder configuration
   * @return false for codecs that have no form in MPEG-TS here, and while a configuration that is
   *     needed is not there or cannot be read
   */
  public static boolean carries(Track track) {
    return streamOf(track).isPresent();
  }

  private static Optional<ElementaryStream> streamOf(Track track) {
    try {
      return ElementaryStream.of(track);
    } catch (CodecConfigException e) {
      return Optional.empty();
    }
  }

  /**
   * Changes the tracks. The tables get a new version, to be written before the next frame.
   *
   * @param tracks those that cannot be carried are left out
   */
  public void tracks(List<Track> tracks) {
    List<Packetizer> before = lanes.stream().map(Lane::packets).toList();
    lanes.clear();
    for (Track track : tracks) {
      int index = lanes.size();
      streamOf(track)
          .ifPresent(
              stream ->
                  lanes.add(
                      new Lane(
                          track,
                          stream,
                          index < before.size()
                              ? before.get(index)
                              : new Packetizer(FIRST_PID + index))));
    }
    clockPid =
        lanes.stream()
            .filter(lane -> lane.track().kind() == MediaKind.VIDEO)
            .findFirst()
            .or(() -> lanes.stream().findFirst())
            .map(lane -> lane.packets().pid())
            .orElse(Packetizer.NO_PID);
    tables.describe(
        clockPid,
        lanes.stream().map(lane -> new Tables.Entry(lane.packets().pid(), lane.stream())).toList());
  }

  /**
   * Writes the programme tables. A receiver needs them first; they are to be repeated at least
   * twice a second, at key frames for the best.
   *
   * @param out borrowed; grows as needed
   */
  public void writeTables(ByteBuf out) {
    tables.writeTo(out);
  }

  /**
   * Writes a frame. Frames of tracks that are not carried, configurations, and frames whose units
   * cannot be read are left out.
   *
   * @param frame borrowed
   * @param out borrowed; grows as needed
   */
  public void write(MediaFrame frame, ByteBuf out) {
    Lane lane = frame.isConfig() || frame.size() == 0 ? null : laneOf(frame.track());
    if (lane == null) {
      return;
    }
    long clock = MediaTime.to(frame.dts(), CLOCK);
    long dts = clock + DELAY;
    long pts = MediaTime.to(frame.pts(), CLOCK) + DELAY;
    pes.clear();
    int lengthAt = PesHeader.write(pes, lane.stream().streamId(), pts, dts);
    try {
      lane.stream().write(frame, pes);
    } catch (CodecConfigException e) {
      return;
    }
    PesHeader.setLength(pes, lengthAt);
    boolean hasClock = lane.packets().pid() == clockPid;
    lane.packets().write(pes, new FirstPacket(frame.isKey(), hasClock ? clock : -1), out);
  }

  private @Nullable Lane laneOf(Track track) {
    for (Lane lane : lanes) {
      if (lane.track() == track || lane.track().sameStream(track)) {
        return lane;
      }
    }
    return null;
  }
}
