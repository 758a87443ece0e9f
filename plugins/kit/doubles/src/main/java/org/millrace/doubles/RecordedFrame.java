package org.millrace.doubles;

import io.netty.buffer.ByteBufUtil;
import org.millrace.api.media.MediaFrame;
import org.millrace.api.media.MediaKind;
import org.millrace.api.media.MediaTime;

/**
 * A frame as a test compares it: a copy that nobody has to release.
 *
 * @param kind audio, video or data
 * @param codec the codec's id, such as {@code h264}
 * @param dtsMillis when it is decoded
 * @param ptsMillis when it is shown
 * @param flags those of {@link MediaFrame}
 * @param payload hexadecimal digits
 */
public record RecordedFrame(
    MediaKind kind, String codec, long dtsMillis, long ptsMillis, int flags, String payload) {
  private static final int SHOWN_DIGITS = 32;

  /**
   * Copies a frame.
   *
   * @param frame borrowed
   * @return the copy
   */
  public static RecordedFrame of(MediaFrame frame) {
    return new RecordedFrame(
        frame.kind(),
        frame.track().codec().id(),
        MediaTime.toMillis(frame.dts()),
        MediaTime.toMillis(frame.pts()),
        frame.flags(),
        ByteBufUtil.hexDump(frame.payload()));
  }

  /**
   * Whether decoding can begin here.
   *
   * @return false for audio and data
   */
  public boolean isKey() {
    return has(MediaFrame.KEY);
  }

  /**
   * Whether it describes its track, and is neither shown nor heard.
   *
   * @return true for a decoder configuration, and for metadata
   */
  public boolean isConfig() {
    return has(MediaFrame.CONFIG);
  }

  private boolean has(int flag) {
    return (flags & flag) != 0;
  }

  /** One line, with the beginning of the payload. */
  @Override
  public String toString() {
    String digits =
        payload.length() > SHOWN_DIGITS ? payload.substring(0, SHOWN_DIGITS) + "..." : payload;
    return "%s %s%s%s %d ms, %d bytes %s"
        .formatted(
            kind,
            codec,
            isKey() ? " key" : "",
            isConfig() ? " config" : "",
            dtsMillis,
            payload.length() / 2,
            digits);
  }
}
