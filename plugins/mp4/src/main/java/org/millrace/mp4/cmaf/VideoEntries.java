package org.millrace.mp4.cmaf;

import io.netty.buffer.ByteBuf;
import java.util.Locale;
import java.util.Optional;
import org.millrace.api.media.Av1Config;
import org.millrace.api.media.AvcConfig;
import org.millrace.api.media.Codec;
import org.millrace.api.media.HevcConfig;
import org.millrace.api.media.Track;

/** Sample entries of video. */
final class VideoEntries {
  private VideoEntries() {}

  static Optional<SampleEntry> of(Track.Video video) {
    if (video.config().isEmpty()) {
      return Optional.empty();
    }
    Codec codec = video.codec();
    if (codec.equals(Codec.H264)) {
      return Optional.of(SampleEntry.plain("avc1", avcCodecs(video), video, "avcC"));
    }
    if (codec.equals(Codec.H265)) {
      return Optional.of(SampleEntry.plain("hvc1", hevcCodecs(video), video, "hvcC"));
    }
    if (codec.equals(Codec.AV1)) {
      return Optional.of(SampleEntry.plain("av01", av1Codecs(video), video, "av1C"));
    }
    return Optional.empty();
  }

  /** {@code avc1.PPCCLL}: profile, constraints and level in hexadecimal. */
  private static String avcCodecs(Track.Video video) {
    AvcConfig config = AvcConfig.parse(video.config());
    return String.format(
        Locale.ROOT, "avc1.%02x%02x%02x", config.profile(), config.constraints(), config.level());
  }

  /**
   * ISO/IEC 14496-15 annex E.3: profile, compatibility flags in reverse order, tier and level, and
   * the constraint bytes without the zeros at their end.
   */
  private static String hevcCodecs(Track.Video video) {
    HevcConfig config = HevcConfig.parse(video.config());
    ByteBuf bytes = video.config().asBuffer();
    int space = bytes.getByte(1) >> 6 & 0b11;
    StringBuilder text = new StringBuilder("hvc1.");
    if (space > 0) {
      text.append((char) ('A' + space - 1));
    }
    text.append(config.profile()).append('.');
    text.append(Integer.toHexString(Integer.reverse(bytes.getInt(2)))).append('.');
    text.append(config.highTier() ? 'H' : 'L').append(config.level());
    int last = 11;
    while (last > 5 && bytes.getByte(last) == 0) {
      last--;
    }
    for (int i = 6; i <= last; i++) {
      text.append('.').append(Integer.toHexString(bytes.getUnsignedByte(i)));
    }
    return text.toString();
  }

  /** {@code av01.P.LLT.DD}: profile, level and tier, bit depth (AV1 in ISOBMFF section 5). */
  private static String av1Codecs(Track.Video video) {
    Av1Config config = Av1Config.parse(video.config());
    return String.format(
        Locale.ROOT,
        "av01.%d.%02d%s.%02d",
        config.profile(),
        config.level(),
        config.highTier() ? "H" : "M",
        config.bitDepth());
  }
}
