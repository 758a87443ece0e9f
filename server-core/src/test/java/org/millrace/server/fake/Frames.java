package org.millrace.server.fake;

import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.millrace.api.media.Codec;
import org.millrace.api.media.DecoderConfig;
import org.millrace.api.media.MediaFrame;
import org.millrace.api.media.MediaTime;
import org.millrace.api.media.Track;

/** Frames for tests. */
public final class Frames {
  private static final Track VIDEO =
      new Track.Video(0, Codec.H264, DecoderConfig.NONE, 640, 360, "");
  private static final Track AUDIO =
      new Track.Audio(0, Codec.AAC, DecoderConfig.NONE, 48_000, 2, "");

  private Frames() {}

  public static MediaFrame key(long millis) {
    return frame(VIDEO, millis, MediaFrame.KEY, "key");
  }

  public static MediaFrame video(long millis) {
    return frame(VIDEO, millis, 0, "video");
  }

  public static MediaFrame audio(long millis) {
    return frame(AUDIO, millis, 0, "audio");
  }

  public static MediaFrame videoConfig(String bytes) {
    return frame(VIDEO, 0, MediaFrame.CONFIG, bytes);
  }

  public static MediaFrame endOfSequence(long millis) {
    return frame(VIDEO, millis, MediaFrame.END_OF_SEQUENCE, "");
  }

  private static MediaFrame frame(Track track, long millis, int flags, String payload) {
    long time = MediaTime.ofMillis(millis);
    byte[] bytes = payload.getBytes(StandardCharsets.US_ASCII);
    return MediaFrame.of(track, time, time, flags, Unpooled.buffer().writeBytes(bytes));
  }
}
