package org.millrace.mp4.cmaf;

import io.netty.buffer.ByteBuf;
import java.util.Optional;
import org.millrace.api.media.Codec;
import org.millrace.api.media.Track;
import org.millrace.mp4.box.Box;

/**
 * What says how to decode a track (ISO/IEC 14496-12 section 8.5.2).
 *
 * @param type the entry's four characters
 * @param codecs the entry of lists of codecs, RFC 6381
 * @param track what is decoded
 * @param configuration the box with the decoder configuration
 */
record SampleEntry(String type, String codecs, Track track, Box.Content configuration) {
  /** 72 dots per inch. */
  private static final int RESOLUTION = 0x0048_0000;

  private static final int COLOUR_DEPTH = 0x18;

  /**
   * The entry of a track; empty if there is none for its codec, or its configuration is missing.
   */
  static Optional<SampleEntry> of(Track track) {
    if (track instanceof Track.Video video) {
      return VideoEntries.of(video);
    }
    return track instanceof Track.Audio audio ? AudioEntries.of(audio) : Optional.empty();
  }

  /** An entry whose configuration is a box with the track's own bytes in it. */
  static SampleEntry plain(String type, String codecs, Track track, String box) {
    return new SampleEntry(
        type,
        codecs,
        track,
        out -> Box.write(out, box, content -> content.writeBytes(track.config().asBuffer())));
  }

  void writeTo(ByteBuf out) {
    Box.write(
        out,
        type,
        entry -> {
          entry.writeZero(6);
          entry.writeShort(1); // data_reference_index
          if (track instanceof Track.Video video) {
            writeVisual(entry, video);
          } else if (track instanceof Track.Audio audio) {
            writeAudio(entry, audio);
          }
          configuration.writeTo(entry);
        });
  }

  private static void writeVisual(ByteBuf entry, Track.Video video) {
    entry.writeZero(16);
    entry.writeShort(video.width()).writeShort(video.height());
    entry.writeInt(RESOLUTION).writeInt(RESOLUTION);
    entry.writeInt(0);
    entry.writeShort(1); // frame_count
    entry.writeZero(32); // compressorname
    entry.writeShort(COLOUR_DEPTH).writeShort(-1);
  }

  private static void writeAudio(ByteBuf entry, Track.Audio audio) {
    entry.writeZero(8);
    entry.writeShort(audio.channels() > 0 ? audio.channels() : 2);
    entry.writeShort(16); // samplesize
    entry.writeInt(0);
    // 16.16; rates that do not fit are in the configuration alone.
    int rate = audio.codec().equals(Codec.OPUS) ? 48_000 : audio.sampleRate();
    entry.writeInt(rate <= 0xFFFF ? rate << 16 : 0);
  }
}
