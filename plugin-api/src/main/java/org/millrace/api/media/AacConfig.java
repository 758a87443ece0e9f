package org.millrace.api.media;

import org.millrace.api.contract.Stable;

/**
 * The decoder configuration of AAC: AudioSpecificConfig of ISO/IEC 14496-3 section 1.6.2.1.
 *
 * @param objectType audio object type of the core codec, table 1.17: 2 for AAC LC
 * @param coreSampleRate rate of the core codec in Hz
 * @param sampleRate rate of the sound in Hz: twice the core's, as a rule, with SBR
 * @param channels count, 0 if the configuration leaves it to the stream
 * @param sbr whether spectral band replication is signalled (HE-AAC)
 * @param ps whether parametric stereo is signalled (HE-AAC v2)
 * @param samplesPerFrame samples of the core codec in each frame: 1024, 960, 512 or 480
 */
@Stable(since = "0.9.0")
public record AacConfig(
    int objectType,
    int coreSampleRate,
    int sampleRate,
    int channels,
    boolean sbr,
    boolean ps,
    int samplesPerFrame) {

  /**
   * Parses a configuration.
   *
   * @param config the AudioSpecificConfig
   * @return its parts
   * @throws CodecConfigException if it is malformed
   */
  public static AacConfig parse(DecoderConfig config) {
    return new AacConfigParser(new BitReader(config.asBuffer())).parse();
  }

  /**
   * The profile for people.
   *
   * @return such as {@code LC} or {@code HE-AAC}
   */
  public String profileText() {
    if (ps) {
      return "HE-AAC v2";
    }
    if (sbr) {
      return "HE-AAC";
    }
    return switch (objectType) {
      case 1 -> "Main";
      case 2 -> "LC";
      case 3 -> "SSR";
      case 4 -> "LTP";
      case 23 -> "LD";
      case 39 -> "ELD";
      case 42 -> "xHE-AAC";
      default -> "object type " + objectType;
    };
  }
}
