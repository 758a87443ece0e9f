package org.millrace.flv.tag;

import io.netty.buffer.ByteBuf;
import org.millrace.api.media.Track;

/** Writes what the extended headers of audio and video have in common; see {@link ExHeader}. */
final class ExBody {
  static final int MAX_TRACK_ID = 255;
  private static final int LENGTH = 5;
  private static final int MULTITRACK_LENGTH = 2;
  private static final int ONE_TRACK = 0;

  private ExBody() {}

  static int headerLength(Track track) {
    return track.id() == 0 ? LENGTH : LENGTH + MULTITRACK_LENGTH;
  }

  /**
   * Writes packet type, codec and, for all tracks but the first, the track's id.
   *
   * @param firstBits the high half of the first byte
   * @param multitrack the packet type that says that a multitrack header follows
   */
  static void writeHeader(Track track, int firstBits, int packetType, int multitrack, ByteBuf out) {
    int fourCc = FlvCodecs.fourCc(track.codec());
    if (track.id() == 0) {
      out.writeByte(firstBits | packetType).writeInt(fourCc);
    } else {
      out.writeByte(firstBits | multitrack).writeByte(ONE_TRACK << 4 | packetType);
      out.writeInt(fourCc).writeByte(track.id());
    }
  }
}
