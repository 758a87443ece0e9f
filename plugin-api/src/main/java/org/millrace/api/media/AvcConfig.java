package org.millrace.api.media;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import org.millrace.api.contract.Stable;

/**
 * The decoder configuration of H.264: AVCDecoderConfigurationRecord of ISO/IEC 14496-15 section
 * 5.3.3.1.2.
 *
 * @param profile profile_idc
 * @param constraints the constraint flags, constraint_set0_flag the most significant of 8 bits
 * @param level level_idc
 * @param lengthSize bytes of the length before each NAL unit, 1, 2 or 4
 * @param sequenceParameterSets NAL units; read-only and unpooled: need no release
 * @param pictureParameterSets NAL units; read-only and unpooled: need no release
 * @param width of the pictures after cropping, in pixels; 0 if there is no sequence parameter set
 * @param height of the pictures after cropping, in pixels; 0 if there is no sequence parameter set
 */
@Stable(since = "0.9.0")
public record AvcConfig(
    int profile,
    int constraints,
    int level,
    int lengthSize,
    List<ByteBuf> sequenceParameterSets,
    List<ByteBuf> pictureParameterSets,
    int width,
    int height) {

  public AvcConfig {
    sequenceParameterSets = List.copyOf(sequenceParameterSets);
    pictureParameterSets = List.copyOf(pictureParameterSets);
  }

  /**
   * Parses a configuration.
   *
   * @param config the record
   * @return its parts
   * @throws CodecConfigException if it is malformed
   */
  public static AvcConfig parse(DecoderConfig config) {
    ConfigBytes in = new ConfigBytes("AVC configuration", config);
    int version = in.unsignedByte();
    if (version != 1) {
      throw in.unexpected("version", version, "1");
    }
    int profile = in.unsignedByte();
    int constraints = in.unsignedByte();
    int level = in.unsignedByte();
    int lengthSize = (in.unsignedByte() & 0b11) + 1;
    List<ByteBuf> sequence = parameterSets(in, in.unsignedByte() & 0b1_1111);
    List<ByteBuf> picture = parameterSets(in, in.unsignedByte());
    PictureSize size =
        sequence.isEmpty() ? PictureSize.UNKNOWN : AvcSps.pictureSize(sequence.get(0));
    return new AvcConfig(
        profile, constraints, level, lengthSize, sequence, picture, size.width(), size.height());
  }

  /**
   * Makes the configuration of a stream that has its parameter sets among its pictures, as byte
   * streams, RTP and MPEG-TS have. The length before each NAL unit is {@link NalUnits#LENGTH_SIZE}.
   *
   * @param sequenceParameterSets NAL units, 1 to 31; borrowed; their indices do not move
   * @param pictureParameterSets NAL units, at most 255; borrowed; their indices do not move
   * @return the record
   * @throws CodecConfigException if there are none or too many, or the first one is malformed
   * @since 0.9.0
   */
  public static DecoderConfig decoderConfig(
      List<ByteBuf> sequenceParameterSets, List<ByteBuf> pictureParameterSets) {
    return AvcConfigWriter.write(sequenceParameterSets, pictureParameterSets);
  }

  private static List<ByteBuf> parameterSets(ConfigBytes in, int count) {
    List<ByteBuf> sets = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      sets.add(in.slice(in.unsignedShort()));
    }
    return sets;
  }

  /**
   * Profile and level for people.
   *
   * @return such as {@code High 4.0}
   */
  public String profileText() {
    return profileName() + " " + levelText();
  }

  private boolean constraint(int set) {
    return (constraints & 0x80 >> set) != 0;
  }

  /** ITU-T H.264 Annex A.2. */
  private String profileName() {
    return switch (profile) {
      case 66 -> constraint(1) ? "Constrained Baseline" : "Baseline";
      case 77 -> "Main";
      case 88 -> "Extended";
      case 100 -> "High";
      case 110 -> "High 10";
      case 122 -> "High 4:2:2";
      case 244 -> "High 4:4:4";
      case 44 -> "CAVLC 4:4:4";
      default -> "profile " + profile;
    };
  }

  /** Level 1b is 1.1 with constraint_set3 in the oldest profiles: Annex A.3.1. */
  private String levelText() {
    boolean oldProfile = profile == 66 || profile == 77 || profile == 88;
    return level == 9 || (level == 11 && oldProfile && constraint(3))
        ? "1b"
        : level / 10 + "." + level % 10;
  }
}
