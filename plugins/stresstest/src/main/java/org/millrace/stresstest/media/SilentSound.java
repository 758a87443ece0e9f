package org.millrace.stresstest.media;

import io.netty.buffer.ByteBuf;

/** AAC-LC, 44.1 kHz, stereo, silent, of any length. */
final class SilentSound {
  /** Samples of a frame and in a second. */
  static final int FRAME_SAMPLES = 1024;

  static final int SAMPLE_RATE = 44_100;

  /** AudioSpecificConfig (ISO 14496-3, 1.6.2.1): AAC-LC, 44.1 kHz, 2 channels. */
  private static final int CONFIGURATION = 0x1210;

  /** A frame without padding has 6 bytes; each fill element can take so many more. */
  private static final int MAX_FILL_BYTES = 15 + 255 - 1;

  private SilentSound() {}

  /** Writes the decoder's configuration. */
  static void writeConfiguration(ByteBuf out) {
    out.writeShort(CONFIGURATION);
  }

  /**
   * Writes a frame: raw_data_block(), 4.4.2.1.
   *
   * @param bytes about how long it is to be
   */
  static void writeFrame(ByteBuf out, int bytes) {
    BitWriter bits = new BitWriter(out);
    // channel_pair_element, common window, ics_info: long window, no bands, no prediction; ms: none
    bits.bits(3, 0b001).bits(4, 0).bits(1, 1).bits(4, 0b0001).bits(6, 0).bits(1, 0).bits(2, 0);
    for (int channel = 0; channel < 2; channel++) {
      bits.bits(8, 140).bits(3, 0); // global_gain; no pulses, no noise shaping, no gain control
    }
    int fill = bytes - 6;
    while (fill > 0) {
      int piece = Math.min(fill, MAX_FILL_BYTES);
      writeFill(bits, piece);
      fill -= piece;
    }
    bits.bits(3, 0b111); // END
    bits.align();
  }

  /** fill_element(), 4.4.2.7: of 15 bytes and more, the count takes another byte. */
  private static void writeFill(BitWriter bits, int bytes) {
    bits.bits(3, 0b110);
    if (bytes < 15) {
      bits.bits(4, bytes);
    } else {
      bits.bits(4, 15).bits(8, bytes - 14);
    }
    bits.bits(8, 0); // EXT_FILL, and its nibble
    for (int i = 1; i < bytes; i++) {
      bits.bits(8, 0b1010_0101);
    }
  }
}
