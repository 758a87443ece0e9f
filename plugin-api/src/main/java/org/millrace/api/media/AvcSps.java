package org.millrace.api.media;

import io.netty.buffer.ByteBuf;

/**
 * Reads picture size and sample format from a sequence parameter set, ITU-T H.264 section
 * 7.3.2.1.1.
 */
final class AvcSps {
  private static final int MACROBLOCK = 16;
  private static final int MAX_MACROBLOCKS = PictureSize.MAX / MACROBLOCK;

  private final BitReader bits;
  private int chromaFormat = 1;
  private int lumaDepthMinus8;
  private int chromaDepthMinus8;
  private boolean separatePlanes;

  /**
   * How samples are coded.
   *
   * @param chroma chroma_format_idc
   * @param lumaDepthMinus8 bit_depth_luma_minus8
   * @param chromaDepthMinus8 bit_depth_chroma_minus8
   */
  record SampleFormat(int chroma, int lumaDepthMinus8, int chromaDepthMinus8) {}

  private AvcSps(ByteBuf unit) {
    this.bits = new BitReader(NalUnits.rawPayload(unit));
  }

  static PictureSize pictureSize(ByteBuf unit) {
    return new AvcSps(unit).read();
  }

  static SampleFormat sampleFormat(ByteBuf unit) {
    AvcSps sps = new AvcSps(unit);
    sps.readBeginning();
    return new SampleFormat(sps.chromaFormat, sps.lumaDepthMinus8, sps.chromaDepthMinus8);
  }

  private void readBeginning() {
    bits.skip(8); // NAL unit header
    int profile = bits.number(8);
    bits.skip(16); // constraint flags, level
    bits.unsignedExpGolomb("seq_parameter_set_id", 31);
    if (hasChromaFormat(profile)) {
      readChromaFormat();
    }
  }

  private PictureSize read() {
    readBeginning();
    bits.unsignedExpGolomb("log2_max_frame_num_minus4", 12);
    skipPictureOrder();
    bits.unsignedExpGolomb(); // max_num_ref_frames
    bits.skip(1); // gaps_in_frame_num_value_allowed_flag
    int width = 1 + bits.unsignedExpGolomb("pic_width_in_mbs_minus1", MAX_MACROBLOCKS - 1);
    int mapUnits =
        1 + bits.unsignedExpGolomb("pic_height_in_map_units_minus1", MAX_MACROBLOCKS - 1);
    boolean framesOnly = bits.flag();
    if (!framesOnly) {
      bits.skip(1); // mb_adaptive_frame_field_flag
    }
    bits.skip(1); // direct_8x8_inference_flag
    int fields = framesOnly ? 1 : 2;
    PictureSize size = new PictureSize(width * MACROBLOCK, mapUnits * fields * MACROBLOCK);
    return bits.flag() ? crop(size, fields) : size;
  }

  private static boolean hasChromaFormat(int profile) {
    return switch (profile) {
      case 100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135 -> true;
      default -> false;
    };
  }

  private void readChromaFormat() {
    chromaFormat = bits.unsignedExpGolomb("chroma_format_idc", 3);
    if (chromaFormat == 3) {
      separatePlanes = bits.flag();
    }
    lumaDepthMinus8 = bits.unsignedExpGolomb("bit_depth_luma_minus8", 6);
    chromaDepthMinus8 = bits.unsignedExpGolomb("bit_depth_chroma_minus8", 6);
    bits.skip(1); // qpprime_y_zero_transform_bypass_flag
    if (bits.flag()) {
      int lists = chromaFormat == 3 ? 12 : 8;
      for (int i = 0; i < lists; i++) {
        if (bits.flag()) {
          skipScalingList(i < 6 ? 16 : 64);
        }
      }
    }
  }

  /** Section 7.3.2.1.1.1. */
  private void skipScalingList(int size) {
    long last = 8;
    long next = 8;
    for (int i = 0; i < size; i++) {
      if (next != 0) {
        next = (last + bits.signedExpGolomb()) & 0xFF;
      }
      last = next == 0 ? last : next;
    }
  }

  private void skipPictureOrder() {
    int type = bits.unsignedExpGolomb("pic_order_cnt_type", 2);
    if (type == 0) {
      bits.unsignedExpGolomb("log2_max_pic_order_cnt_lsb_minus4", 12);
    } else if (type == 1) {
      bits.skip(1); // delta_pic_order_always_zero_flag
      bits.signedExpGolomb();
      bits.signedExpGolomb();
      int cycle = bits.unsignedExpGolomb("num_ref_frames_in_pic_order_cnt_cycle", 255);
      for (int i = 0; i < cycle; i++) {
        bits.signedExpGolomb();
      }
    }
  }

  /** Units of cropping: equations 7-19 to 7-22. */
  private PictureSize crop(PictureSize size, int fields) {
    boolean planar = chromaFormat == 0 || separatePlanes;
    int unitX = planar || chromaFormat == 3 ? 1 : 2;
    int unitY = (planar || chromaFormat != 1 ? 1 : 2) * fields;
    long horizontal = bits.unsignedExpGolomb() + bits.unsignedExpGolomb();
    long vertical = bits.unsignedExpGolomb() + bits.unsignedExpGolomb();
    return size.cropped(horizontal * unitX, vertical * unitY);
  }
}
