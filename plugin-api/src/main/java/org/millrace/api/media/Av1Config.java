package org.millrace.api.media;

import org.millrace.api.contract.Stable;

/**
 * The decoder configuration of AV1: AV1CodecConfigurationRecord of the AV1 codec ISO media file
 * format binding, section 2.3.3.
 *
 * @param profile seq_profile
 * @param level seq_level_idx_0
 * @param highTier seq_tier_0
 * @param bitDepth 8, 10 or 12
 * @param width greatest width of the pictures, in pixels; 0 if there is no sequence header
 * @param height greatest height of the pictures, in pixels; 0 if there is no sequence header
 */
@Stable(since = "0.9.0")
public record Av1Config(
    int profile, int level, boolean highTier, int bitDepth, int width, int height) {

  private static final int MARKER_AND_VERSION = 0x81;

  /**
   * Parses a configuration.
   *
   * @param config the record
   * @return its parts
   * @throws CodecConfigException if it is malformed
   */
  public static Av1Config parse(DecoderConfig config) {
    ConfigBytes in = new ConfigBytes("AV1 configuration", config);
    int marker = in.unsignedByte();
    if (marker != MARKER_AND_VERSION) {
      throw in.unexpected("marker and version", marker, "129");
    }
    int profileAndLevel = in.unsignedByte();
    int flags = in.unsignedByte();
    in.skip(1); // initial_presentation_delay
    boolean highBitDepth = (flags & 0x40) != 0;
    boolean twelveBit = (flags & 0x20) != 0;
    PictureSize size = Av1SequenceHeader.pictureSize(in.rest());
    return new Av1Config(
        profileAndLevel >> 5,
        profileAndLevel & 0b1_1111,
        (flags & 0x80) != 0,
        highBitDepth ? (twelveBit ? 12 : 10) : 8,
        size.width(),
        size.height());
  }

  /**
   * Profile, level, tier and depth for people.
   *
   * @return such as {@code Main 4.0 10 bit}
   */
  public String profileText() {
    String name =
        switch (profile) {
          case 0 -> "Main";
          case 1 -> "High";
          case 2 -> "Professional";
          default -> "profile " + profile;
        };
    // Annex A.3: seq_level_idx 31 stands for "maximum parameters".
    String levelText = level == 31 ? "" : " " + (2 + (level >> 2)) + "." + (level & 0b11);
    return name + levelText + (highTier ? " high tier" : "") + " " + bitDepth + " bit";
  }
}
