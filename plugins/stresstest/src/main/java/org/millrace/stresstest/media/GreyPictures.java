package org.millrace.stresstest.media;

import io.netty.buffer.ByteBuf;

/**
 * The smallest H.264 that is whole: grey pictures of 320 x 240, Constrained Baseline. Every
 * macroblock of an IDR picture takes 8 bits, and a P picture skips them all.
 */
final class GreyPictures {
  static final int WIDTH = 320;
  static final int HEIGHT = 240;

  private static final int COLUMNS = WIDTH / 16;
  private static final int ROWS = HEIGHT / 16;
  private static final int MACROBLOCKS = COLUMNS * ROWS;

  private static final int PROFILE = 66;
  private static final int CONSTRAINTS = 0xC0;
  private static final int LEVEL = 31;

  /** frame_num has so many bits: the most that there can be, for long groups of pictures. */
  private static final int FRAME_NUMBER_BITS = 16;

  private static final int SPS = 0x67;
  private static final int PPS = 0x68;
  private static final int IDR = 0x65;
  private static final int REFERENCE_P = 0x41;

  private GreyPictures() {}

  /** Writes the AVCDecoderConfigurationRecord (ISO 14496-15, 5.2.4.1); NAL lengths have 4 bytes. */
  static void writeConfiguration(ByteBuf out) {
    out.writeByte(1).writeByte(PROFILE).writeByte(CONSTRAINTS).writeByte(LEVEL);
    out.writeByte(0xFC | 3);
    out.writeByte(0xE0 | 1);
    int length = out.writerIndex();
    out.writeShort(0);
    writeSps(out);
    out.setShort(length, out.writerIndex() - length - 2);
    out.writeByte(1);
    length = out.writerIndex();
    out.writeShort(0);
    writePps(out);
    out.setShort(length, out.writerIndex() - length - 2);
  }

  /** seq_parameter_set_rbsp(), 7.3.2.1.1. */
  private static void writeSps(ByteBuf out) {
    out.writeByte(SPS).writeByte(PROFILE).writeByte(CONSTRAINTS).writeByte(LEVEL);
    BitWriter bits = new BitWriter(out);
    bits.golomb(0); // seq_parameter_set_id
    bits.golomb(FRAME_NUMBER_BITS - 4);
    bits.golomb(2); // pic_order_cnt_type: pictures are shown in the order of decoding
    bits.golomb(1); // max_num_ref_frames
    bits.bits(1, 0); // gaps_in_frame_num_value_allowed_flag
    bits.golomb(COLUMNS - 1);
    bits.golomb(ROWS - 1);
    bits.bits(4, 0b1100); // frame_mbs_only, direct_8x8_inference, no cropping, no VUI
    bits.stop();
  }

  /** pic_parameter_set_rbsp(), 7.3.2.2. */
  private static void writePps(ByteBuf out) {
    out.writeByte(PPS);
    BitWriter bits = new BitWriter(out);
    bits.golomb(0); // pic_parameter_set_id
    bits.golomb(0); // seq_parameter_set_id
    bits.bits(2, 0); // CAVLC, no field order
    bits.golomb(0); // one slice group
    bits.golomb(0).golomb(0); // one reference picture in each list
    bits.bits(3, 0); // no weighted prediction
    bits.golomb(0).golomb(0).golomb(0); // quantisation: 26, 26, no offset for colours
    bits.bits(3, 0); // no deblocking control, no constrained intra, no redundant pictures
    bits.stop();
  }

  /** Writes an IDR picture, one NAL unit without its length. */
  static void writeIdr(ByteBuf out, int idrPictureId) {
    out.writeByte(IDR);
    BitWriter bits = new BitWriter(out);
    bits.golomb(0).golomb(7).golomb(0); // first macroblock, all slices are I, PPS
    bits.bits(FRAME_NUMBER_BITS, 0);
    bits.golomb(idrPictureId);
    bits.bits(2, 0); // dec_ref_pic_marking(): shown, for short-term reference
    bits.golomb(0); // slice_qp_delta
    for (int i = 0; i < MACROBLOCKS; i++) {
      // mb_type I_16x16_2_0_0 (predicted from the mean, which is grey), colours too, no change of
      // quantisation, no coefficients: 00100 1 1 1
      bits.bits(8, 0b0010_0111);
    }
    bits.stop();
  }

  /** Writes a P picture that repeats the one before, one NAL unit without its length. */
  static void writeSkipped(ByteBuf out, int frameNumber) {
    out.writeByte(REFERENCE_P);
    BitWriter bits = new BitWriter(out);
    bits.golomb(0).golomb(5).golomb(0); // first macroblock, all slices are P, PPS
    bits.bits(FRAME_NUMBER_BITS, frameNumber);
    bits.bits(3, 0); // one reference, in its usual order; dec_ref_pic_marking(): sliding window
    bits.golomb(0); // slice_qp_delta
    bits.golomb(MACROBLOCKS); // mb_skip_run
    bits.stop();
  }
}
