package org.millrace.flv.tag;

import org.millrace.api.media.Codec;
import org.millrace.api.media.Track;

/**
 * What the first byte of a legacy audio tag says of the sound: FLV section E.4.2.1.
 *
 * @param soundFormat number of the codec
 * @param sampleRate Hz
 * @param sampleBits 8 or 16; of uncompressed sound only
 * @param channels 1 or 2
 */
record LegacySound(int soundFormat, int sampleRate, int sampleBits, int channels) {
  private static final int SPEEX_RATE = 16_000;
  private static final int TELEPHONE_RATE = 8_000;
  private static final int[] RATES = {5_512, 11_025, 22_050, 44_100};
  private static final String EIGHT_BIT = "8 bit";

  /** Whether the byte means something: AAC describes itself, and the byte is always AF. */
  static boolean describes(Codec codec) {
    return !codec.equals(Codec.AAC) && FlvCodecs.hasLegacyId(codec);
  }

  static LegacySound read(int first) {
    int format = first >> 4;
    int bits = (first & 0b10) == 0 ? 8 : 16;
    int channels = (first & 0b1) + 1;
    return switch (format) {
      case FlvCodecs.AUDIO_NELLYMOSER_16K, 11 -> new LegacySound(format, SPEEX_RATE, bits, 1);
      case FlvCodecs.AUDIO_NELLYMOSER_8K -> new LegacySound(format, TELEPHONE_RATE, bits, 1);
      case 7, 8, FlvCodecs.AUDIO_MP3_8K -> new LegacySound(format, TELEPHONE_RATE, bits, channels);
      default -> new LegacySound(format, RATES[first >> 2 & 0b11], bits, channels);
    };
  }

  /** The track with this description; the same object if it has it already. */
  Track.Audio describe(Track.Audio track) {
    boolean eightBit = track.codec().equals(Codec.PCM) && sampleBits == 8;
    Track.Audio described =
        new Track.Audio(
            track.id(),
            track.codec(),
            track.config(),
            sampleRate,
            channels,
            eightBit ? EIGHT_BIT : "");
    return described.equals(track) ? track : described;
  }

  /** The first byte for a track's sound; AF for AAC. */
  static int firstByte(Track.Audio track, int soundFormat) {
    if (soundFormat == FlvCodecs.AUDIO_AAC) {
      return 0xAF;
    }
    int format = soundFormat;
    if (soundFormat == FlvCodecs.AUDIO_NELLYMOSER && track.channels() == 1) {
      format = nellymoser(track.sampleRate());
    } else if (soundFormat == FlvCodecs.AUDIO_MP3 && track.sampleRate() == TELEPHONE_RATE) {
      format = FlvCodecs.AUDIO_MP3_8K;
    }
    int bits = track.profile().equals(EIGHT_BIT) ? 0 : 0b10;
    int channels = track.channels() > 1 ? 1 : 0;
    return format << 4 | rateIndex(track.sampleRate()) << 2 | bits | channels;
  }

  private static int nellymoser(int sampleRate) {
    return switch (sampleRate) {
      case SPEEX_RATE -> FlvCodecs.AUDIO_NELLYMOSER_16K;
      case TELEPHONE_RATE -> FlvCodecs.AUDIO_NELLYMOSER_8K;
      default -> FlvCodecs.AUDIO_NELLYMOSER;
    };
  }

  /** The greatest rate of the table that is not above; decoders read the true one elsewhere. */
  private static int rateIndex(int sampleRate) {
    int index = RATES.length - 1;
    while (index > 0 && RATES[index] > sampleRate) {
      index--;
    }
    return sampleRate == 0 ? RATES.length - 1 : index;
  }
}
