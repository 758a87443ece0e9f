package org.millrace.mpegts.mux;

import io.netty.buffer.ByteBuf;
import java.util.Optional;
import org.millrace.api.media.Codec;
import org.millrace.api.media.MediaFrame;
import org.millrace.api.media.Track;

/** A codec in MPEG-TS: how the programme map names it, and what its frames look like. */
interface ElementaryStream {
  int VIDEO_ID = 0xE0;
  int AUDIO_ID = 0xC0;
  int PRIVATE_ID = 0xBD;

  /** The form of a track; empty if it has none. */
  static Optional<ElementaryStream> of(Track track) {
    Codec codec = track.codec();
    if (track instanceof Track.Audio audio) {
      return AudioStreams.of(audio);
    }
    if (track.config().isEmpty()) {
      return Optional.empty();
    }
    if (codec.equals(Codec.H264)) {
      return Optional.of(VideoStream.avc(track.config()));
    }
    return codec.equals(Codec.H265)
        ? Optional.of(VideoStream.hevc(track.config()))
        : Optional.empty();
  }

  /** {@code stream_type} of the programme map. */
  int type();

  /** {@code stream_id} of PES packets. */
  int streamId();

  /** Descriptors of the programme map. */
  default byte[] descriptors() {
    return new byte[0];
  }

  /**
   * Writes a frame as MPEG-TS has it.
   *
   * @param frame borrowed
   * @param out borrowed
   * @throws org.millrace.api.media.CodecConfigException if its units cannot be read
   */
  void write(MediaFrame frame, ByteBuf out);
}
