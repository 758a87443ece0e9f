package org.millrace.api.media;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.millrace.api.contract.Stable;

/**
 * A codec: an open set. Millrace passes on frames of codecs that it has never heard of; the
 * constants below are those that its own plugins know by name.
 *
 * @param kind what the codec codes
 * @param id lower-case identity, unique within the kind, as ffmpeg spells it where ffmpeg has a
 *     name
 * @param label the name that people read, as the codec's specification spells it
 */
@Stable(since = "0.9.0")
public record Codec(MediaKind kind, String id, String label) {

  /** ITU-T H.264; configuration record and payload form of ISO/IEC 14496-15. */
  public static final Codec H264 = video("h264", "H.264");

  /** ITU-T H.265; configuration record and payload form of ISO/IEC 14496-15. */
  public static final Codec H265 = video("hevc", "H.265");

  /** ITU-T H.266; configuration record and payload form of ISO/IEC 14496-15. */
  public static final Codec H266 = video("vvc", "H.266");

  /** AV1; configuration record and payload form of the AV1 codec ISO media file format binding. */
  public static final Codec AV1 = video("av1", "AV1");

  /** VP8; one frame in a payload. */
  public static final Codec VP8 = video("vp8", "VP8");

  /** VP9; configuration record and payload form of the VP codec ISO media file format binding. */
  public static final Codec VP9 = video("vp9", "VP9");

  /** On2 VP6, as in FLV. */
  public static final Codec VP6 = video("vp6f", "VP6");

  /** On2 VP6 with alpha channel, as in FLV. */
  public static final Codec VP6_ALPHA = video("vp6a", "VP6 with alpha");

  /** Sorenson H.263, as in FLV. */
  public static final Codec H263 = video("flv1", "Sorenson H.263");

  /** Screen video, as in FLV. */
  public static final Codec SCREEN_VIDEO = video("flashsv", "Screen video");

  /** Screen video version 2, as in FLV. */
  public static final Codec SCREEN_VIDEO_2 = video("flashsv2", "Screen video 2");

  /** Motion JPEG. */
  public static final Codec JPEG = video("mjpeg", "JPEG");

  /** AAC; configuration is the AudioSpecificConfig of ISO/IEC 14496-3, payload one raw frame. */
  public static final Codec AAC = audio("aac", "AAC");

  /** Opus; configuration is the identification header of RFC 7845, payload one packet. */
  public static final Codec OPUS = audio("opus", "Opus");

  /** MPEG-1/2 audio layer III; payload whole frames. */
  public static final Codec MP3 = audio("mp3", "MP3");

  /** FLAC; configuration is the STREAMINFO block. */
  public static final Codec FLAC = audio("flac", "FLAC");

  /** AC-3. */
  public static final Codec AC3 = audio("ac3", "AC-3");

  /** Enhanced AC-3. */
  public static final Codec EAC3 = audio("eac3", "E-AC-3");

  /** ITU-T G.711 A-law. */
  public static final Codec G711_ALAW = audio("pcm_alaw", "G.711 A-law");

  /** ITU-T G.711 mu-law. */
  public static final Codec G711_ULAW = audio("pcm_mulaw", "G.711 mu-law");

  /** Linear PCM, 16 bit little endian (8 bit: unsigned). */
  public static final Codec PCM = audio("pcm_s16le", "PCM");

  /** ADPCM as in SWF and FLV. */
  public static final Codec ADPCM_SWF = audio("adpcm_swf", "ADPCM");

  /** Speex. */
  public static final Codec SPEEX = audio("speex", "Speex");

  /** Nellymoser Asao. */
  public static final Codec NELLYMOSER = audio("nellymoser", "Nellymoser");

  /**
   * Script data as FLV and RTMP carry it: AMF0 values, the first a string that names the message.
   */
  public static final Codec AMF0_DATA = new Codec(MediaKind.DATA, "amf0", "AMF0 data");

  public Codec {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(label, "label");
  }

  /**
   * A video codec.
   *
   * @param id lower-case identity
   * @param label the name that people read
   * @return the codec; equal to every other of that kind, id and label
   */
  public static Codec video(String id, String label) {
    return new Codec(MediaKind.VIDEO, id, label);
  }

  /**
   * An audio codec.
   *
   * @param id lower-case identity
   * @param label the name that people read
   * @return the codec; equal to every other of that kind, id and label
   */
  public static Codec audio(String id, String label) {
    return new Codec(MediaKind.AUDIO, id, label);
  }

  /** Written out because it is asked for every frame, and the answer is nearly always identity. */
  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof Codec that
            && kind == that.kind
            && id.equals(that.id)
            && label.equals(that.label));
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }

  @Override
  public String toString() {
    return label;
  }
}
