package org.millrace.flv.tag;

/**
 * What the extended headers of audio and video have in common: Enhanced RTMP v2, ExAudioTagHeader
 * and ExVideoTagHeader, from the packet type on.
 *
 * @param packetType the packet type that is left when the modifiers are read
 * @param fourCc the codec; 0 in a tag of several tracks
 * @param trackId 0 without multitrack
 * @param severalTracks whether the body holds several tracks, each with a header of its own
 * @param nanos what to add to the timestamp, in nanoseconds
 */
record ExHeader(int packetType, int fourCc, int trackId, boolean severalTracks, int nanos) {
  static final int SEQUENCE_START = 0;
  static final int CODED_FRAMES = 1;
  static final int SEQUENCE_END = 2;
  private static final int MOD_EX = 7;
  private static final int TIMESTAMP_OFFSET_NANO = 0;
  private static final int ONE_TRACK = 0;

  /**
   * Reads the header.
   *
   * @param in behind the first byte
   * @param firstPacketType low half of the first byte
   * @param multitrack the packet type that says that a multitrack header follows
   */
  static ExHeader read(TagInput in, int firstPacketType, int multitrack) {
    int packetType = firstPacketType;
    int nanos = 0;
    while (packetType == MOD_EX) {
      int size = modExSize(in);
      int value = size >= 3 ? in.unsignedMedium() : 0;
      in.skip(size >= 3 ? size - 3 : size);
      int next = in.unsignedByte();
      if (next >> 4 == TIMESTAMP_OFFSET_NANO) {
        nanos = value;
      }
      packetType = next & 0x0F;
    }
    return packetType == multitrack
        ? readMultitrack(in, nanos)
        : new ExHeader(packetType, in.fourCc(), 0, false, nanos);
  }

  private static int modExSize(TagInput in) {
    int size = in.unsignedByte() + 1;
    return size == 256 ? in.unsignedShort() + 1 : size;
  }

  private static ExHeader readMultitrack(TagInput in, int nanos) {
    int types = in.unsignedByte();
    int packetType = types & 0x0F;
    return types >> 4 == ONE_TRACK
        ? new ExHeader(packetType, in.fourCc(), in.unsignedByte(), false, nanos)
        : new ExHeader(packetType, 0, 0, true, nanos);
  }
}
