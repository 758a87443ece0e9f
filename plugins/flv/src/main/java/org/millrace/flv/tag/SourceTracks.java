package org.millrace.flv.tag;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.millrace.api.media.Codec;
import org.millrace.api.media.DecoderConfig;
import org.millrace.api.media.MediaKind;
import org.millrace.api.media.Track;

/** The tracks of one source as they are now. The same object is given until something changes. */
final class SourceTracks {
  /** Multitrack ids have a byte: this is that of tags of several tracks. */
  static final int SEVERAL_TRACKS = 256;

  private static final Track SCRIPT_DATA = new Track.Data(0, Codec.AMF0_DATA);
  private static final Track VIDEO_SIGNAL = new Track.Data(1, FlvCodecs.VIDEO_SIGNAL);
  private static final Track AUDIO_SIGNAL = new Track.Data(2, FlvCodecs.AUDIO_SIGNAL);

  /** Ids of data tracks that describe other tracks: this, and the id of the other track. */
  private static final int VIDEO_METADATA_IDS = 0x100;

  private static final int CHANNEL_ORDER_IDS = 0x200;

  /** "fLaC", and the header of the STREAMINFO block. */
  private static final int FLAC_PREFIX = 8;

  private final Map<Integer, Track.Video> video = new HashMap<>();
  private final Map<Integer, Track.Audio> audio = new HashMap<>();

  // Of the last tags: nearly always that of the next one, too.
  private Track.@Nullable Video newestVideo;
  private Track.@Nullable Audio newestAudio;

  Track scriptData() {
    return SCRIPT_DATA;
  }

  /** The track of a tag that is no configuration. */
  Track of(TagHeader header, ByteBuf body) {
    return switch (header.codec().kind()) {
      case VIDEO -> video(header);
      case AUDIO -> audio(header, body);
      case DATA -> data(header);
    };
  }

  private Track video(TagHeader header) {
    int id = id(header);
    Track.Video track = newestVideo;
    if (track == null || track.id() != id) {
      track = video.get(id);
    }
    if (track == null || !track.codec().equals(header.codec())) {
      track = Track.Video.of(id, header.codec(), DecoderConfig.NONE);
      video.put(id, track);
    }
    newestVideo = track;
    return track;
  }

  private Track audio(TagHeader header, ByteBuf body) {
    int id = id(header);
    Track.Audio before = newestAudio;
    if (before == null || before.id() != id) {
      before = audio.get(id);
    }
    Track.Audio track = before;
    if (track == null || !track.codec().equals(header.codec())) {
      track = Track.Audio.of(id, header.codec(), DecoderConfig.NONE);
    }
    if (LegacySound.describes(header.codec()) && header.length() == 1) {
      track = LegacySound.read(body.getUnsignedByte(body.readerIndex())).describe(track);
    }
    if (!track.equals(before)) {
      audio.put(id, track);
    }
    newestAudio = track;
    return track;
  }

  private static Track data(TagHeader header) {
    Codec codec = header.codec();
    if (codec.equals(FlvCodecs.VIDEO_METADATA)) {
      return new Track.Data(VIDEO_METADATA_IDS + header.trackId(), codec);
    } else if (codec.equals(FlvCodecs.CHANNEL_ORDER)) {
      return new Track.Data(CHANNEL_ORDER_IDS + header.trackId(), codec);
    }
    return codec.equals(FlvCodecs.VIDEO_SIGNAL) ? VIDEO_SIGNAL : AUDIO_SIGNAL;
  }

  /**
   * The track from a configuration on.
   *
   * @param payloadOffset where the configuration begins in the body
   */
  Track configured(TagHeader header, ByteBuf body, int payloadOffset) {
    int length = body.readableBytes() - payloadOffset;
    DecoderConfig config =
        DecoderConfig.copyOf(body.slice(body.readerIndex() + payloadOffset, length));
    Track old = of(header, body);
    if (old.config().equals(config)) {
      return old;
    }
    int id = id(header);
    if (header.codec().kind() == MediaKind.VIDEO) {
      Track.Video track = Track.Video.of(id, header.codec(), config);
      video.put(id, track);
      newestVideo = track;
      return track;
    }
    Track.Audio track = Track.Audio.of(id, header.codec(), config);
    audio.put(id, track);
    newestAudio = track;
    return track;
  }

  /**
   * Where the neutral form of a configuration begins. FLAC: Enhanced RTMP has {@code fLaC} and a
   * block header before the STREAMINFO block, ffmpeg the block alone.
   */
  static int configOffset(TagHeader header, ByteBuf body) {
    int start = body.readerIndex() + header.length();
    boolean prefixed =
        header.codec().equals(Codec.FLAC)
            && body.readableBytes() - header.length() >= FLAC_PREFIX
            && body.toString(start, 4, StandardCharsets.ISO_8859_1).equals("fLaC");
    return header.length() + (prefixed ? FLAC_PREFIX : 0);
  }

  private static int id(TagHeader header) {
    Codec codec = header.codec();
    return codec.equals(FlvCodecs.VIDEO_MULTITRACK) || codec.equals(FlvCodecs.AUDIO_MULTITRACK)
        ? SEVERAL_TRACKS
        : header.trackId();
  }
}
