package org.millrace.flv.file;

import io.netty.buffer.ByteBuf;
import org.millrace.flv.tag.FlvException;

/**
 * The header of a file or byte stream: FLV section E.2.
 *
 * @param audio whether there may be audio tags; not to be relied on
 * @param video whether there may be video tags; not to be relied on
 * @param length bytes of the header, without the number that follows it
 */
public record FlvFileHeader(boolean audio, boolean video, int length) {
  /** Length of the header of version 1 in bytes. */
  public static final int LENGTH = 9;

  /** Where the flags for audio and video stand. */
  static final int FLAGS_POSITION = 4;

  private static final int SIGNATURE = 'F' << 16 | 'L' << 8 | 'V';
  private static final int AUDIO = 0b100;
  private static final int VIDEO = 0b001;

  /** Longer ones are taken for another format. */
  private static final int MAX_LENGTH = 65_536;

  /**
   * Reads the first {@link #LENGTH} bytes of a header.
   *
   * @param in borrowed; at least {@link #LENGTH} bytes, over which its reader index moves
   * @return the header
   * @throws FlvException if it is no FLV
   */
  public static FlvFileHeader read(ByteBuf in) {
    int signature = in.readUnsignedMedium();
    if (signature != SIGNATURE) {
      throw new FlvException(
          String.format("FLV signature: %06x (expected: %06x)", signature, SIGNATURE));
    }
    in.skipBytes(1); // version: all there are have tags of the same form
    int flags = in.readUnsignedByte();
    long length = in.readUnsignedInt();
    if (length < LENGTH || length > MAX_LENGTH) {
      throw new FlvException(
          "FLV header length: " + length + " (expected: " + LENGTH + " to " + MAX_LENGTH + ")");
    }
    return new FlvFileHeader((flags & AUDIO) != 0, (flags & VIDEO) != 0, (int) length);
  }

  /**
   * Writes the header and the number that follows it.
   *
   * @param audio whether there will be audio tags
   * @param video whether there will be video tags
   * @param out borrowed; grows as needed
   */
  public static void write(boolean audio, boolean video, ByteBuf out) {
    out.writeMedium(SIGNATURE).writeByte(1).writeByte(flags(audio, video)).writeInt(LENGTH);
    out.writeInt(0); // PreviousTagSize0
  }

  static int flags(boolean audio, boolean video) {
    return (audio ? AUDIO : 0) | (video ? VIDEO : 0);
  }
}
