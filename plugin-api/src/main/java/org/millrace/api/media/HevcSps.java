package org.millrace.api.media;

import io.netty.buffer.ByteBuf;

/** Reads the picture size from a sequence parameter set, ITU-T H.265 section 7.3.2.2.1. */
final class HevcSps {
  private static final int GENERAL_PROFILE_BITS = 88;
  private static final int LEVEL_BITS = 8;

  private final BitReader bits;

  private HevcSps(ByteBuf unit) {
    this.bits = new BitReader(NalUnits.rawPayload(unit));
  }

  static PictureSize pictureSize(ByteBuf unit) {
    return new HevcSps(unit).read();
  }

  private PictureSize read() {
    bits.skip(16); // NAL unit header
    bits.skip(4); // sps_video_parameter_set_id
    int subLayers = bits.number(3);
    bits.skip(1); // sps_temporal_id_nesting_flag
    skipProfileTierLevel(subLayers);
    bits.unsignedExpGolomb("sps_seq_parameter_set_id", 15);
    int chromaFormat = bits.unsignedExpGolomb("chroma_format_idc", 3);
    boolean separatePlanes = chromaFormat == 3 && bits.flag();
    int width = bits.unsignedExpGolomb("pic_width_in_luma_samples", PictureSize.MAX);
    int height = bits.unsignedExpGolomb("pic_height_in_luma_samples", PictureSize.MAX);
    PictureSize size = new PictureSize(width, height);
    return bits.flag() ? crop(size, separatePlanes ? 0 : chromaFormat) : size;
  }

  /** Section 7.3.3, with profilePresentFlag 1. */
  private void skipProfileTierLevel(int subLayers) {
    bits.skip(GENERAL_PROFILE_BITS + LEVEL_BITS);
    boolean[] profiles = new boolean[subLayers];
    boolean[] levels = new boolean[subLayers];
    for (int i = 0; i < subLayers; i++) {
      profiles[i] = bits.flag();
      levels[i] = bits.flag();
    }
    if (subLayers > 0) {
      bits.skip(2L * (8 - subLayers)); // reserved_zero_2bits
    }
    for (int i = 0; i < subLayers; i++) {
      bits.skip((profiles[i] ? GENERAL_PROFILE_BITS : 0) + (levels[i] ? LEVEL_BITS : 0));
    }
  }

  /** Units of cropping: SubWidthC and SubHeightC of table 6-1. */
  private PictureSize crop(PictureSize size, int chromaFormat) {
    int unitX = chromaFormat == 1 || chromaFormat == 2 ? 2 : 1;
    int unitY = chromaFormat == 1 ? 2 : 1;
    long horizontal = bits.unsignedExpGolomb() + bits.unsignedExpGolomb();
    long vertical = bits.unsignedExpGolomb() + bits.unsignedExpGolomb();
    return size.cropped(horizontal * unitX, vertical * unitY);
  }
}
