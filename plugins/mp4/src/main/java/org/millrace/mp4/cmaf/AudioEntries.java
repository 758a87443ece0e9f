package org.millrace.mp4.cmaf;

import io.netty.buffer.ByteBuf;
import java.util.Optional;
import org.millrace.api.media.AacConfig;
import org.millrace.api.media.Codec;
import org.millrace.api.media.DecoderConfig;
import org.millrace.api.media.OpusConfig;
import org.millrace.api.media.Track;
import org.millrace.mp4.box.Box;

/** Sample entries of audio. */
final class AudioEntries {
  /** objectTypeIndication of MPEG-4 audio and of MPEG-1 audio (ISO/IEC 14496-1 table 5). */
  private static final int MPEG4_AUDIO = 0x40;

  private static final int MPEG1_AUDIO = 0x6B;

  /** MPEG-4's own number for MPEG-1 layer 3. */
  private static final int LAYER_3 = 34;

  private static final int SBR = 5;
  private static final int PS = 29;

  /** Longer ones would need longer lengths of descriptors; real ones have 2 to 40 bytes. */
  private static final int LONGEST_CONFIG = 96;

  /** Length of "OpusHead" and its version, which a dOps box does not have. */
  private static final int OPUS_FIXED = 9;

  private AudioEntries() {}

  static Optional<SampleEntry> of(Track.Audio audio) {
    Codec codec = audio.codec();
    if (codec.equals(Codec.MP3)) {
      return Optional.of(
          new SampleEntry(
              "mp4a", "mp4a.40." + LAYER_3, audio, out -> writeEsds(out, MPEG1_AUDIO, audio)));
    }
    if (audio.config().isEmpty() || audio.config().length() > LONGEST_CONFIG) {
      return Optional.empty();
    }
    if (codec.equals(Codec.AAC)) {
      return Optional.of(
          new SampleEntry(
              "mp4a",
              "mp4a.40." + objectType(AacConfig.parse(audio.config())),
              audio,
              out -> writeEsds(out, MPEG4_AUDIO, audio)));
    }
    if (codec.equals(Codec.OPUS)) {
      OpusConfig.parse(audio.config());
      return Optional.of(
          new SampleEntry(
              "Opus",
              "opus",
              audio,
              out -> Box.write(out, "dOps", box -> writeOpus(box, audio.config()))));
    }
    return Optional.empty();
  }

  private static int objectType(AacConfig config) {
    return config.ps() ? PS : config.sbr() ? SBR : config.objectType();
  }

  /** An elementary stream descriptor (ISO/IEC 14496-1 section 7.2.6.5). */
  private static void writeEsds(ByteBuf out, int objectType, Track.Audio audio) {
    ByteBuf specific = audio.config().asBuffer();
    int info = specific.isReadable() ? 2 + specific.readableBytes() : 0;
    Box.writeFull(
        out,
        "esds",
        0,
        0,
        esds -> {
          esds.writeByte(0x03).writeByte(3 + 2 + 13 + info + 3); // ES_Descriptor
          esds.writeShort(1).writeByte(0); // ES_ID, flags
          esds.writeByte(0x04).writeByte(13 + info); // DecoderConfigDescriptor
          esds.writeByte(objectType);
          esds.writeByte(0x15); // audio stream
          esds.writeMedium(0); // bufferSizeDB
          esds.writeInt(0).writeInt(0); // bit rates: unknown
          if (info > 0) {
            esds.writeByte(0x05).writeByte(specific.readableBytes()).writeBytes(specific);
          }
          esds.writeByte(0x06).writeByte(1).writeByte(2); // SLConfigDescriptor: MP4
        });
  }

  /** Opus in ISOBMFF section 4.3.2: the Ogg header's fields, in the other byte order. */
  private static void writeOpus(ByteBuf dops, DecoderConfig config) {
    ByteBuf head = config.asBuffer();
    head.skipBytes(OPUS_FIXED);
    dops.writeByte(0);
    dops.writeByte(head.readByte()); // channels
    dops.writeShort(head.readUnsignedShortLE()); // pre-skip
    dops.writeInt(head.readIntLE()); // input sample rate
    dops.writeShort(head.readShortLE()); // gain
    dops.writeBytes(head); // mapping family and its table
  }
}
