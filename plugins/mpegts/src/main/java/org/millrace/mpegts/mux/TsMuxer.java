package org.millrace.mpegts.mux;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
  /** Length of a packet. */
  public static final int PACKET_BYTES = Packetizer.PACKET;

  /** Hz of all times but the fine part of the clock reference. */
  private static final int CLOCK = 90_000;

  /**
   * How far decoding is behind the clock reference: what receivers may buffer. The same 0.7 s that
   * most multiplexers have.
   */
  private static final long DELAY = 63_000;

  /** At most 100 ms may lie between clock references (ISO/IEC 13818-1 section 2.7.2). */
  private static final long CLOCK_EVERY = 8_100;

  /** Times have 33 bits. */
  private static final long LAST_TIME = (1L << 33) - 1;

  private static final long NO_CLOCK = Long.MIN_VALUE;
  private static final int FIRST_PID = 0x100;

  /** Header, delimiter and parameter sets, as a rule. */
  private static final int BESIDE_THE_FRAME = 256;

  private static final int BESIDE_SOUND = 32;

  private final Tables tables = new Tables();
  private final List<Lane> lanes = new ArrayList<>();
  private final Map<StreamKey, Packetizer> packetizers = new HashMap<>();
  private Packetizer clockPackets = new Packetizer(Packetizer.NO_PID);
  private long lastClock = NO_CLOCK;

  /** What a track keeps its PID and its continuity counter by, also while it is away. */
  private record StreamKey(MediaKind kind, int id) {}

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
    lanes.clear();
    for (Track track : tracks) {
      streamOf(track).ifPresent(stream -> lanes.add(new Lane(track, stream, packetsOf(track))));
    }
    clockPackets =
        lanes.stream()
            .filter(lane -> lane.track().kind() == MediaKind.VIDEO)
            .findFirst()
            .or(() -> lanes.stream().findFirst())
            .map(Lane::packets)
            .orElse(clockPackets);
    tables.describe(
        lanes.isEmpty() ? Packetizer.NO_PID : clockPackets.pid(),
        lanes.stream().map(lane -> new Tables.Entry(lane.packets().pid(), lane.stream())).toList());
  }

  /**
   * What follows does not continue what was: the next packet of each track says so, and time begins
   * anew. Counters run on.
   */
  public void interrupt() {
    packetizers.values().forEach(Packetizer::interrupt);
    lastClock = NO_CLOCK;
  }

  private Packetizer packetsOf(Track track) {
    return packetizers.computeIfAbsent(
        new StreamKey(track.kind(), track.id()),
        key -> new Packetizer(FIRST_PID + packetizers.size()));
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
    ByteBuf pes = out.alloc().buffer(frame.size() + BESIDE_THE_FRAME);
    try {
      writePes(frame, lane.stream(), pes);
      writePackets(frame, lane.packets(), pes, out);
    } catch (CodecConfigException e) {
      // The frame is left out: nothing of it has been written.
      return;
    } finally {
      pes.release();
    }
  }

  /**
   * About how long the packets of a frame get.
   *
   * @param frame borrowed
   * @return bytes; with tables, or where the clock is late, there are three packets more
   */
  public static int lengthOf(MediaFrame frame) {
    int beside = frame.kind() == MediaKind.VIDEO ? BESIDE_THE_FRAME : BESIDE_SOUND;
    return Packetizer.lengthOf(frame.size() + beside) + (frame.isKey() ? 2 * PACKET_BYTES : 0);
  }

  /**
   * Writes what was written for a frame again, with other times. The counters are those that were.
   *
   * @param packets whole packets, from the reader index on; borrowed
   * @param frame has the times; borrowed
   * @param out has room for as many bytes; borrowed
   */
  public static void retime(ByteBuf packets, MediaFrame frame, ByteBuf out) {
    int at = out.writerIndex();
    out.writeBytes(packets, packets.readerIndex(), packets.readableBytes());
    for (; at < out.writerIndex(); at += PACKET_BYTES) {
      Packetizer.setClock(out, at, MediaTime.to(frame.dts(), CLOCK) & LAST_TIME);
      int unit = Packetizer.unitAt(out, at);
      if (unit > 0) {
        PesHeader.setTimes(out, unit, receiverTime(frame.pts()), receiverTime(frame.dts()));
      }
    }
  }

  private static long receiverTime(long ticks) {
    return MediaTime.to(ticks, CLOCK) + DELAY;
  }

  private static void writePes(MediaFrame frame, ElementaryStream stream, ByteBuf pes) {
    long dts = receiverTime(frame.dts());
    long pts = receiverTime(frame.pts());
    int lengthAt = PesHeader.write(pes, stream.streamId(), pts, dts);
    stream.write(frame, pes);
    PesHeader.setLength(pes, lengthAt);
  }

  private void writePackets(MediaFrame frame, Packetizer packets, ByteBuf pes, ByteBuf out) {
    long clock = MediaTime.to(frame.dts(), CLOCK);
    if (lastClock != NO_CLOCK && hasBegunAnew(clock)) {
      interrupt();
    }
    if (packets == clockPackets) {
      boolean isDue = clock > lastClock || hasBegunAnew(clock);
      packets.write(pes, new FirstPacket(frame.isKey(), isDue ? takeClock(clock) : -1), out);
      return;
    }
    if (hasBegunAnew(clock) || clock - lastClock >= CLOCK_EVERY) {
      clockPackets.writeClock(takeClock(clock), out);
    }
    packets.write(pes, new FirstPacket(frame.isKey(), -1), out);
  }

  /**
   * Whether time has begun, or has gone back. What is behind by less has been overtaken by other
   * tracks: it tells no time, as the clock must not go back.
   */
  private boolean hasBegunAnew(long clock) {
    return lastClock == NO_CLOCK || lastClock - clock > DELAY;
  }

  private long takeClock(long clock) {
    lastClock = clock;
    return clock & LAST_TIME;
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
