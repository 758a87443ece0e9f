package org.millrace.api.media;

import io.netty.buffer.ByteBuf;

/** Reads the picture size from a sequence header OBU, AV1 bitstream specification section 5.5. */
final class Av1SequenceHeader {
  private static final int OBU_SEQUENCE_HEADER = 1;

  private final BitReader bits;

  private Av1SequenceHeader(BitReader bits) {
    this.bits = bits;
  }

  /** Finds the sequence header among the OBUs of a configuration. */
  static PictureSize pictureSize(ByteBuf obus) {
    BitReader bits = new BitReader(obus);
    while (bits.remaining() > 0) {
      bits.skip(1); // obu_forbidden_bit
      int type = bits.number(4);
      boolean extended = bits.flag();
      boolean sized = bits.flag();
      bits.skip(1 + (extended ? 8 : 0));
      long size = sized ? leb128(bits) : bits.remaining() / Byte.SIZE;
      if (type == OBU_SEQUENCE_HEADER) {
        return new Av1SequenceHeader(bits).read();
      }
      bits.skip(size * Byte.SIZE);
    }
    return PictureSize.UNKNOWN;
  }

  /** Section 4.10.5. */
  private static long leb128(BitReader bits) {
    long value = 0;
    for (int i = 0; i < 8; i++) {
      boolean more = bits.flag();
      value |= bits.bits(7) << (i * 7);
      if (!more) {
        return value;
      }
    }
    throw new CodecConfigException("leb128: more than 8 bytes (expected: at most 8)");
  }

  private PictureSize read() {
    bits.skip(3 + 1); // seq_profile, still_picture
    boolean reduced = bits.flag();
    if (reduced) {
      bits.skip(5); // seq_level_idx
    } else {
      skipOperatingPoints();
    }
    int widthBits = bits.number(4) + 1;
    int heightBits = bits.number(4) + 1;
    int width = bits.number(widthBits) + 1;
    int height = bits.number(heightBits) + 1;
    return new PictureSize(width, height);
  }

  private void skipOperatingPoints() {
    int delayLength = bits.flag() ? skipTimingInfo() : 0;
    boolean displayDelays = bits.flag();
    int points = bits.number(5) + 1;
    for (int i = 0; i < points; i++) {
      bits.skip(12); // operating_point_idc
      int level = bits.number(5);
      if (level > 7) {
        bits.skip(1); // seq_tier
      }
      if (delayLength > 0 && bits.flag()) {
        bits.skip(2L * delayLength + 1);
      }
      if (displayDelays && bits.flag()) {
        bits.skip(4);
      }
    }
  }

  /** Returns the length of the decoder model's delays in bits, 0 without a decoder model. */
  private int skipTimingInfo() {
    bits.skip(32 + 32); // num_units_in_display_tick, time_scale
    if (bits.flag()) {
      bits.unsignedExpGolomb(); // num_ticks_per_picture_minus_1, uvlc(): the same code
    }
    if (!bits.flag()) {
      return 0;
    }
    int delayLength = bits.number(5) + 1;
    bits.skip(32 + 5 + 5); // num_units_in_decoding_tick, lengths of times
    return delayLength;
  }
}
