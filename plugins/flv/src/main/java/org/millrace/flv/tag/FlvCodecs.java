package org.millrace.flv.tag;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Map.Entry;
import java.util.OptionalInt;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.millrace.api.media.Codec;
import org.millrace.api.media.MediaKind;

/** The codec numbers and four-character codes of FLV. */
public final class FlvCodecs {
  /** What describes pictures beside their decoder configuration, such as HDR metadata; AMF0. */
  public static final Codec VIDEO_METADATA =
      new Codec(MediaKind.DATA, "flv-video-metadata", "FLV video metadata");

  /** The order of audio channels. */
  public static final Codec CHANNEL_ORDER =
      new Codec(MediaKind.DATA, "flv-channel-order", "FLV channel order");

  /** A video tag that holds no video of known form: seek commands, reserved packet types. */
  public static final Codec VIDEO_SIGNAL =
      new Codec(MediaKind.DATA, "flv-video-signal", "FLV video signal");

  /** An audio tag that holds no audio of known form: reserved packet types. */
  public static final Codec AUDIO_SIGNAL =
      new Codec(MediaKind.DATA, "flv-audio-signal", "FLV audio signal");

  /** Several video tracks in one tag. */
  public static final Codec VIDEO_MULTITRACK =
      Codec.video("flv-video-multitrack", "FLV multitrack video");

  /** Several audio tracks in one tag. */
  public static final Codec AUDIO_MULTITRACK =
      Codec.audio("flv-audio-multitrack", "FLV multitrack audio");

  static final int VIDEO_AVC = 7;

  /** Not in any specification, but written by encoders before Enhanced RTMP. */
  static final int VIDEO_HEVC = 12;

  static final int AUDIO_NELLYMOSER_16K = 4;
  static final int AUDIO_NELLYMOSER_8K = 5;
  static final int AUDIO_NELLYMOSER = 6;
  static final int AUDIO_AAC = 10;
  static final int AUDIO_MP3 = 2;
  static final int AUDIO_MP3_8K = 14;
  static final int AUDIO_PCM = 3;

  /** Section E.4.3.1, field CodecID. */
  private static final Map<Integer, Codec> VIDEO_IDS =
      Map.of(
          1,
          Codec.JPEG,
          2,
          Codec.H263,
          3,
          Codec.SCREEN_VIDEO,
          4,
          Codec.VP6,
          5,
          Codec.VP6_ALPHA,
          6,
          Codec.SCREEN_VIDEO_2,
          VIDEO_AVC,
          Codec.H264,
          VIDEO_HEVC,
          Codec.H265);

  /** Section E.4.2.1, field SoundFormat. */
  private static final Map<Integer, Codec> AUDIO_IDS =
      Map.ofEntries(
          Map.entry(0, Codec.PCM),
          Map.entry(1, Codec.ADPCM_SWF),
          Map.entry(AUDIO_MP3, Codec.MP3),
          Map.entry(AUDIO_PCM, Codec.PCM),
          Map.entry(AUDIO_NELLYMOSER_16K, Codec.NELLYMOSER),
          Map.entry(AUDIO_NELLYMOSER_8K, Codec.NELLYMOSER),
          Map.entry(AUDIO_NELLYMOSER, Codec.NELLYMOSER),
          Map.entry(7, Codec.G711_ALAW),
          Map.entry(8, Codec.G711_ULAW),
          Map.entry(AUDIO_AAC, Codec.AAC),
          Map.entry(11, Codec.SPEEX),
          Map.entry(AUDIO_MP3_8K, Codec.MP3));

  /** What is written; H.265 goes by its four-character code. */
  private static final Map<Codec, Integer> LEGACY_IDS =
      Map.ofEntries(
          Map.entry(Codec.JPEG, 1),
          Map.entry(Codec.H263, 2),
          Map.entry(Codec.SCREEN_VIDEO, 3),
          Map.entry(Codec.VP6, 4),
          Map.entry(Codec.VP6_ALPHA, 5),
          Map.entry(Codec.SCREEN_VIDEO_2, 6),
          Map.entry(Codec.H264, VIDEO_AVC),
          Map.entry(Codec.ADPCM_SWF, 1),
          Map.entry(Codec.MP3, AUDIO_MP3),
          Map.entry(Codec.PCM, AUDIO_PCM),
          Map.entry(Codec.NELLYMOSER, AUDIO_NELLYMOSER),
          Map.entry(Codec.G711_ALAW, 7),
          Map.entry(Codec.G711_ULAW, 8),
          Map.entry(Codec.AAC, AUDIO_AAC),
          Map.entry(Codec.SPEEX, 11));

  /** Enhanced RTMP v2, VideoFourCc and AudioFourCc; vvc1 as ffmpeg has it. */
  private static final Map<Codec, Integer> FOUR_CCS =
      Map.ofEntries(
          Map.entry(Codec.H264, fourCc("avc1")),
          Map.entry(Codec.H265, fourCc("hvc1")),
          Map.entry(Codec.H266, fourCc("vvc1")),
          Map.entry(Codec.AV1, fourCc("av01")),
          Map.entry(Codec.VP8, fourCc("vp08")),
          Map.entry(Codec.VP9, fourCc("vp09")),
          Map.entry(Codec.AAC, fourCc("mp4a")),
          Map.entry(Codec.OPUS, fourCc("Opus")),
          Map.entry(Codec.FLAC, fourCc("fLaC")),
          Map.entry(Codec.AC3, fourCc("ac-3")),
          Map.entry(Codec.EAC3, fourCc("ec-3")),
          Map.entry(Codec.MP3, fourCc(".mp3")));

  private static final Map<Integer, Codec> CODECS_OF_FOUR_CCS = inverse(FOUR_CCS);

  private FlvCodecs() {}

  /**
   * A four-character code as FLV metadata has it in {@code videocodecid} and {@code audiocodecid},
   * and RTMP in {@code videoFourCcInfoMap}.
   *
   * @param text four characters of ASCII
   * @return the bytes, big-endian
   */
  public static int fourCc(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    if (bytes.length != 4) {
      throw new IllegalArgumentException("text: " + text + " (expected: four characters)");
    }
    return bytes[0] << 24 | (bytes[1] & 0xFF) << 16 | (bytes[2] & 0xFF) << 8 | (bytes[3] & 0xFF);
  }

  /**
   * The number or four-character code of a codec, as metadata has it.
   *
   * @param codec any codec
   * @return empty if FLV has none
   */
  public static OptionalInt id(Codec codec) {
    Integer legacy = LEGACY_IDS.get(codec);
    Integer id = legacy != null ? legacy : FOUR_CCS.get(codec);
    return id == null ? OptionalInt.empty() : OptionalInt.of(id);
  }

  /** Ids of codecs are four bits. */
  private static final int ID_COUNT = 16;

  private static final Codec[] VIDEO_OF_ID = byId(VIDEO_IDS, FlvCodecs::unknownVideo);
  private static final Codec[] AUDIO_OF_ID = byId(AUDIO_IDS, FlvCodecs::unknownAudio);

  static boolean hasLegacyId(Codec codec) {
    return LEGACY_IDS.containsKey(codec);
  }

  static boolean hasFourCc(Codec codec) {
    return FOUR_CCS.containsKey(codec);
  }

  static int fourCc(Codec codec) {
    Integer fourCc = FOUR_CCS.get(codec);
    if (fourCc == null) {
      throw new IllegalArgumentException("codec: " + codec + " (expected: one with a fourCC)");
    }
    return fourCc;
  }

  static Codec videoOfId(int id) {
    return id < ID_COUNT ? VIDEO_OF_ID[id] : unknownVideo(id);
  }

  static Codec audioOfId(int id) {
    return id < ID_COUNT ? AUDIO_OF_ID[id] : unknownAudio(id);
  }

  private static Codec unknownVideo(int id) {
    return Codec.video("flv-video-" + id, "FLV video codec " + id);
  }

  private static Codec unknownAudio(int id) {
    return Codec.audio("flv-audio-" + id, "FLV audio codec " + id);
  }

  /** An array instead of a map: it is asked for every frame. */
  private static Codec[] byId(Map<Integer, Codec> known, IntFunction<Codec> unknown) {
    return IntStream.range(0, ID_COUNT)
        .mapToObj(id -> known.containsKey(id) ? known.get(id) : unknown.apply(id))
        .toArray(Codec[]::new);
  }

  static Codec ofFourCc(MediaKind kind, int fourCc) {
    Codec codec = CODECS_OF_FOUR_CCS.get(fourCc);
    if (codec != null && codec.kind() == kind) {
      return codec;
    }
    String text = text(fourCc);
    return new Codec(kind, "flv-" + text, text);
  }

  /** Whether coded frames carry a composition time: Enhanced RTMP v2, ExVideoTagBody. */
  static boolean hasCompositionTime(Codec codec) {
    return codec.equals(Codec.H264) || codec.equals(Codec.H265) || codec.equals(Codec.H266);
  }

  /** The four characters, or the number in hexadecimal where they are not printable. */
  private static String text(int fourCc) {
    StringBuilder text = new StringBuilder();
    for (int shift = 24; shift >= 0; shift -= 8) {
      int character = fourCc >> shift & 0xFF;
      if (character < ' ' || character > '~') {
        return String.format("0x%08x", fourCc);
      }
      text.append((char) character);
    }
    return text.toString();
  }

  private static Map<Integer, Codec> inverse(Map<Codec, Integer> ids) {
    Map<Integer, Codec> inverse = new HashMap<>();
    for (Entry<Codec, Integer> entry : ids.entrySet()) {
      inverse.put(entry.getValue(), entry.getKey());
    }
    return Map.copyOf(inverse);
  }
}
