package org.millrace.api.media;

import java.util.Locale;
import java.util.Objects;
import org.millrace.api.contract.Stable;

/**
 * One elementary stream of a live stream. Immutable: a change of codec or configuration makes a new
 * {@code Track} with the same id, which the frames after the change refer to.
 */
@Stable(since = "0.9.0")
public sealed interface Track {

  /**
   * The identity of the track within its stream. Tracks of one kind are counted from 0 by the
   * source; the pair of kind and id is unique.
   *
   * @return 0 or more
   */
  int id();

  /**
   * The codec.
   *
   * @return never null; of the kind of this track
   */
  Codec codec();

  /**
   * The decoder configuration.
   *
   * @return never null; {@link DecoderConfig#NONE} if the codec needs none or it has not come yet
   */
  DecoderConfig config();

  /**
   * A line for people, such as {@code H.264 High 4.0 1280x720}.
   *
   * @return never null or blank
   */
  String description();

  /**
   * What the track carries.
   *
   * @return the kind of its codec
   */
  default MediaKind kind() {
    return codec().kind();
  }

  /**
   * Whether the other track is the same elementary stream, perhaps with another configuration.
   *
   * @param other any track
   * @return true if kind and id are the same
   */
  default boolean sameStream(Track other) {
    return id() == other.id() && kind() == other.kind();
  }

  /**
   * A video track.
   *
   * @param id identity among the video tracks
   * @param codec a video codec
   * @param config decoder configuration
   * @param width pixels, 0 if unknown
   * @param height pixels, 0 if unknown
   * @param profile profile and level for people, "" if unknown
   */
  @Stable(since = "0.9.0")
  record Video(int id, Codec codec, DecoderConfig config, int width, int height, String profile)
      implements Track {
    public Video {
      require(codec, MediaKind.VIDEO);
      Objects.requireNonNull(config, "config");
      Objects.requireNonNull(profile, "profile");
    }

    /**
     * A video track, described as far as its configuration can be parsed. One that cannot does not
     * make the track unusable, as decoders forgive much: it shows in the profile.
     *
     * @param id identity among the video tracks
     * @param codec a video codec
     * @param config decoder configuration
     * @return the track; its size is 0 where the configuration does not tell
     */
    public static Video of(int id, Codec codec, DecoderConfig config) {
      return TrackDescriptions.video(id, codec, config);
    }

    @Override
    public String description() {
      String size = width > 0 && height > 0 ? " " + width + "x" + height : "";
      return codec.label() + (profile.isEmpty() ? "" : " " + profile) + size;
    }
  }

  /**
   * An audio track.
   *
   * @param id identity among the audio tracks
   * @param codec an audio codec
   * @param config decoder configuration
   * @param sampleRate Hz, 0 if unknown
   * @param channels count, 0 if unknown
   * @param profile profile for people, "" if unknown
   */
  @Stable(since = "0.9.0")
  record Audio(
      int id, Codec codec, DecoderConfig config, int sampleRate, int channels, String profile)
      implements Track {
    public Audio {
      require(codec, MediaKind.AUDIO);
      Objects.requireNonNull(config, "config");
      Objects.requireNonNull(profile, "profile");
    }

    /**
     * An audio track, described as far as its configuration can be parsed. One that cannot does not
     * make the track unusable, as decoders forgive much: it shows in the profile.
     *
     * @param id identity among the audio tracks
     * @param codec an audio codec
     * @param config decoder configuration
     * @return the track; rate and channels are 0 where the configuration does not tell
     */
    public static Audio of(int id, Codec codec, DecoderConfig config) {
      return TrackDescriptions.audio(id, codec, config);
    }

    @Override
    public String description() {
      StringBuilder text = new StringBuilder(codec.label());
      if (!profile.isEmpty()) {
        text.append(' ').append(profile);
      }
      if (sampleRate > 0) {
        text.append(String.format(Locale.ROOT, " %d Hz", sampleRate));
      }
      if (channels > 0) {
        text.append(channels == 1 ? " mono" : channels == 2 ? " stereo" : " " + channels + " ch");
      }
      return text.toString();
    }
  }

  /**
   * A data track.
   *
   * @param id identity among the data tracks
   * @param codec a data codec
   */
  @Stable(since = "0.9.0")
  record Data(int id, Codec codec) implements Track {
    public Data {
      require(codec, MediaKind.DATA);
    }

    @Override
    public DecoderConfig config() {
      return DecoderConfig.NONE;
    }

    @Override
    public String description() {
      return codec.label();
    }
  }

  private static void require(Codec codec, MediaKind kind) {
    if (codec.kind() != kind) {
      throw new IllegalArgumentException(
          "codec: " + codec + " (expected: a codec of " + kind + ")");
    }
  }
}
