package org.millrace.api.media;

/** Describes tracks by what their decoder configurations say. */
final class TrackDescriptions {
  private static final String MALFORMED = "(malformed configuration)";

  private TrackDescriptions() {}

  static Track.Video video(int id, Codec codec, DecoderConfig config) {
    if (config.isEmpty()) {
      return new Track.Video(id, codec, config, 0, 0, "");
    }
    try {
      return parsedVideo(id, codec, config);
    } catch (CodecConfigException e) {
      return new Track.Video(id, codec, config, 0, 0, MALFORMED);
    }
  }

  private static Track.Video parsedVideo(int id, Codec codec, DecoderConfig config) {
    if (codec.equals(Codec.H264)) {
      AvcConfig avc = AvcConfig.parse(config);
      return new Track.Video(id, codec, config, avc.width(), avc.height(), avc.profileText());
    } else if (codec.equals(Codec.H265)) {
      HevcConfig hevc = HevcConfig.parse(config);
      return new Track.Video(id, codec, config, hevc.width(), hevc.height(), hevc.profileText());
    } else if (codec.equals(Codec.AV1)) {
      Av1Config av1 = Av1Config.parse(config);
      return new Track.Video(id, codec, config, av1.width(), av1.height(), av1.profileText());
    }
    return new Track.Video(id, codec, config, 0, 0, "");
  }

  static Track.Audio audio(int id, Codec codec, DecoderConfig config) {
    if (config.isEmpty()) {
      return new Track.Audio(id, codec, config, 0, 0, "");
    }
    try {
      return parsedAudio(id, codec, config);
    } catch (CodecConfigException e) {
      return new Track.Audio(id, codec, config, 0, 0, MALFORMED);
    }
  }

  private static Track.Audio parsedAudio(int id, Codec codec, DecoderConfig config) {
    if (codec.equals(Codec.AAC)) {
      AacConfig aac = AacConfig.parse(config);
      return new Track.Audio(
          id, codec, config, aac.sampleRate(), aac.channels(), aac.profileText());
    } else if (codec.equals(Codec.OPUS)) {
      OpusConfig opus = OpusConfig.parse(config);
      return new Track.Audio(id, codec, config, OpusConfig.SAMPLE_RATE, opus.channels(), "");
    }
    return new Track.Audio(id, codec, config, 0, 0, "");
  }
}
