package org.millrace.api.media;

import java.nio.charset.StandardCharsets;
import org.millrace.api.contract.Stable;

/**
 * The decoder configuration of Opus: the identification header of RFC 7845 section 5.1.
 *
 * @param channels count, 1 or more
 * @param preSkip samples at 48 kHz to leave out at the start
 * @param inputSampleRate rate of the original in Hz, 0 if not known; Opus itself always runs at 48
 *     kHz
 * @param outputGain gain to apply, in 1/256 dB
 * @param mappingFamily meaning of the channels, section 5.1.1
 */
@Stable(since = "0.9.0")
public record OpusConfig(
    int channels, int preSkip, long inputSampleRate, int outputGain, int mappingFamily) {
  /** The rate that Opus is decoded at, in Hz. */
  public static final int SAMPLE_RATE = 48_000;

  private static final String MAGIC = "OpusHead";

  /**
   * Parses a configuration.
   *
   * @param config the identification header
   * @return its parts
   * @throws CodecConfigException if it is malformed
   */
  public static OpusConfig parse(DecoderConfig config) {
    ConfigBytes in = new ConfigBytes("Opus header", config);
    String magic = in.slice(MAGIC.length()).toString(StandardCharsets.ISO_8859_1);
    if (!magic.equals(MAGIC)) {
      throw in.unexpected("magic", magic, MAGIC);
    }
    int version = in.unsignedByte();
    // The upper half of the version says whether the format is compatible.
    if (version >> 4 != 0) {
      throw in.unexpected("version", version, "below 16");
    }
    int channels = in.unsignedByte();
    if (channels == 0) {
      throw in.unexpected("channels", channels, "1 or more");
    }
    int preSkip = in.unsignedShortLittleEndian();
    long inputSampleRate = in.unsignedIntLittleEndian();
    int outputGain = (short) in.unsignedShortLittleEndian();
    return new OpusConfig(channels, preSkip, inputSampleRate, outputGain, in.unsignedByte());
  }
}
