package org.millrace.api.media;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import org.millrace.api.contract.Stable;

/**
 * The decoder configuration of H.265: HEVCDecoderConfigurationRecord of ISO/IEC 14496-15 section
 * 8.3.3.1.2.
 *
 * @param profile general_profile_idc
 * @param highTier general_tier_flag
 * @param level general_level_idc: 30 times the level
 * @param lengthSize bytes of the length before each NAL unit, 1, 2 or 4
 * @param parameterSets NAL units, in the order of the record; read-only and unpooled: need no
 *     release
 * @param width of the pictures after cropping, in pixels; 0 if there is no sequence parameter set
 * @param height of the pictures after cropping, in pixels; 0 if there is no sequence parameter set
 */
@Stable(since = "0.9.0")
public record HevcConfig(
    int profile,
    boolean highTier,
    int level,
    int lengthSize,
    List<ByteBuf> parameterSets,
    int width,
    int height) {

  private static final int SPS = 33;

  public HevcConfig {
    parameterSets = List.copyOf(parameterSets);
  }

  /**
   * Parses a configuration.
   *
   * @param config the record
   * @return its parts
   * @throws CodecConfigException if it is malformed
   */
  public static HevcConfig parse(DecoderConfig config) {
    ConfigBytes in = new ConfigBytes("HEVC configuration", config);
    int version = in.unsignedByte();
    // Writers from before the standard was final give 0.
    if (version > 1) {
      throw in.unexpected("version", version, "1");
    }
    int profileSpace = in.unsignedByte();
    in.skip(4 + 6); // general_profile_compatibility_flags, general_constraint_indicator_flags
    int level = in.unsignedByte();
    in.skip(2 + 1 + 1 + 1 + 1 + 2); // segmentation, parallelism, chroma, depths, frame rate
    int lengthSize = (in.unsignedByte() & 0b11) + 1;
    List<ByteBuf> sets = parameterSets(in);
    PictureSize size = pictureSize(sets);
    boolean highTier = (profileSpace & 0b10_0000) != 0;
    return new HevcConfig(
        profileSpace & 0b1_1111, highTier, level, lengthSize, sets, size.width(), size.height());
  }

  private static List<ByteBuf> parameterSets(ConfigBytes in) {
    List<ByteBuf> sets = new ArrayList<>();
    int arrays = in.unsignedByte();
    for (int i = 0; i < arrays; i++) {
      in.skip(1); // array_completeness, NAL_unit_type
      int count = in.unsignedShort();
      for (int j = 0; j < count; j++) {
        sets.add(in.slice(in.unsignedShort()));
      }
    }
    return sets;
  }

  private static PictureSize pictureSize(List<ByteBuf> sets) {
    return sets.stream()
        .filter(unit -> nalUnitType(unit) == SPS)
        .findFirst()
        .map(HevcSps::pictureSize)
        .orElse(PictureSize.UNKNOWN);
  }

  /** ITU-T H.265 section 7.3.1.2; -1 of an empty unit. */
  private static int nalUnitType(ByteBuf unit) {
    return unit.isReadable() ? unit.getByte(unit.readerIndex()) >> 1 & 0b11_1111 : -1;
  }

  /**
   * Profile, level and tier for people.
   *
   * @return such as {@code Main 10 5.1 high tier}
   */
  public String profileText() {
    String levelText = level / 30 + "." + level % 30 / 3;
    return profileName() + " " + levelText + (highTier ? " high tier" : "");
  }

  /** ITU-T H.265 Annex A.3. */
  private String profileName() {
    return switch (profile) {
      case 1 -> "Main";
      case 2 -> "Main 10";
      case 3 -> "Main Still Picture";
      case 4 -> "Range Extensions";
      default -> "profile " + profile;
    };
  }
}
