package org.millrace.api.media;

/** Parses one AudioSpecificConfig, ISO/IEC 14496-3 section 1.6.2.1. */
final class AacConfigParser {
  private static final int SBR = 5;
  private static final int PS = 29;
  private static final int LOW_DELAY = 23;
  private static final int SBR_SYNC = 0x2B7;
  private static final int PS_SYNC = 0x548;
  private static final int EXPLICIT_RATE = 15;

  /** Table 1.18. */
  private static final int[] SAMPLE_RATES = {
    96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000,
    7_350
  };

  /** Table 1.19; 0 where it is left to the stream or reserved. */
  private static final int[] CHANNELS = {0, 1, 2, 3, 4, 5, 6, 8, 0, 0, 0, 7, 8, 24, 8, 0};

  private final BitReader bits;
  private boolean sbr;
  private boolean ps;
  private int samplesPerFrame = 1024;
  private int channels;

  AacConfigParser(BitReader bits) {
    this.bits = bits;
  }

  AacConfig parse() {
    int objectType = objectType();
    int coreRate = sampleRate();
    int sampleRate = coreRate;
    int channelConfiguration = bits.number(4);
    channels = CHANNELS[channelConfiguration];
    if (objectType == SBR || objectType == PS) {
      sbr = true;
      ps = objectType == PS;
      sampleRate = sampleRate();
      objectType = objectType();
    }
    if (isGeneralAudio(objectType)) {
      generalAudio(objectType, channelConfiguration);
      // A program configuration may end off the byte grid and hide what follows.
      if (!sbr && channelConfiguration != 0) {
        sampleRate = extension(sampleRate);
      }
    }
    return new AacConfig(objectType, coreRate, sampleRate, channels, sbr, ps, samplesPerFrame);
  }

  private int objectType() {
    int type = bits.number(5);
    return type == 31 ? 32 + bits.number(6) : type;
  }

  private int sampleRate() {
    int index = bits.number(4);
    if (index == EXPLICIT_RATE) {
      return bits.number(24);
    }
    if (index >= SAMPLE_RATES.length) {
      throw new CodecConfigException(
          "AAC sampling frequency index: " + index + " (expected: 0 to 12, or 15)");
    }
    return SAMPLE_RATES[index];
  }

  private static boolean isGeneralAudio(int objectType) {
    return switch (objectType) {
      case 1, 2, 3, 4, 6, 7, 17, 19, 20, 21, 22, LOW_DELAY -> true;
      default -> false;
    };
  }

  /** GASpecificConfig, section 4.4.1. */
  private void generalAudio(int objectType, int channelConfiguration) {
    boolean shortFrames = bits.flag();
    samplesPerFrame = objectType == LOW_DELAY ? 512 : 1024;
    if (shortFrames) {
      samplesPerFrame = objectType == LOW_DELAY ? 480 : 960;
    }
    if (bits.flag()) {
      bits.skip(14); // coreCoderDelay
    }
    boolean extended = bits.flag();
    if (channelConfiguration == 0) {
      channels = programConfigChannels();
    }
    if (objectType == 6 || objectType == 20) {
      bits.skip(3); // layerNr
    }
    if (extended) {
      if (objectType == 22) {
        bits.skip(5 + 11); // numOfSubFrame, layer_length
      } else if (objectType >= 17) {
        bits.skip(3); // resilience flags
      }
      bits.skip(1); // extensionFlag3
    }
    if (objectType >= 17) {
      bits.skip(2); // epConfig
    }
  }

  /** program_config_element, section 4.4.1.1. */
  private int programConfigChannels() {
    bits.skip(4 + 2 + 4); // element_instance_tag, object_type, sampling_frequency_index
    int elements = bits.number(4) + bits.number(4) + bits.number(4);
    int lowFrequency = bits.number(2);
    bits.skip(3 + 4); // num_assoc_data_elements, num_valid_cc_elements
    skipIfFlagged(4); // mono mixdown
    skipIfFlagged(4); // stereo mixdown
    skipIfFlagged(3); // matrix mixdown
    int count = lowFrequency;
    for (int i = 0; i < elements; i++) {
      count += bits.flag() ? 2 : 1;
      bits.skip(4); // tag_select
    }
    return count;
  }

  private void skipIfFlagged(int count) {
    if (bits.flag()) {
      bits.skip(count);
    }
  }

  /** SBR and PS signalled behind the core's configuration, for decoders that do not know them. */
  private int extension(int coreRate) {
    if (bits.remaining() < 16 || bits.number(11) != SBR_SYNC || objectType() != SBR) {
      return coreRate;
    }
    sbr = bits.flag();
    if (!sbr) {
      return coreRate;
    }
    int rate = sampleRate();
    if (bits.remaining() >= 12 && bits.number(11) == PS_SYNC) {
      ps = bits.flag();
    }
    return rate;
  }
}
