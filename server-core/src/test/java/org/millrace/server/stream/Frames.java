package org.millrace.server.stream;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.nio.charset.StandardCharsets;
import org.millrace.api.media.Codec;
import org.millrace.api.media.DecoderConfig;
import org.millrace.api.media.MediaFrame;
import org.millrace.api.media.MediaTime;
import org.millrace.api.media.Track;

/** Frames for tests; payloads are texts, so that it can be seen what arrived. */
final class Frames {
  static final Track VIDEO = new Track.Video(0, Codec.H264, DecoderConfig.NONE, 1280, 720, "High");
  static final Track AUDIO = new Track.Audio(0, Codec.AAC, DecoderConfig.NONE, 48_000, 2, "LC");
  static final Track DATA = new Track.Data(0, Codec.AMF0_DATA);

  private Frames() {}

  static MediaFrame key(long millis, String text) {
    return of(VIDEO, millis, MediaFrame.KEY, text);
  }

  static MediaFrame video(long millis, String text) {
    return of(VIDEO, millis, 0, text);
  }

  static MediaFrame audio(long millis, String text) {
    return of(AUDIO, millis, MediaFrame.KEY, text);
  }

  static MediaFrame config(Track track, long millis, String text) {
    return of(track, millis, MediaFrame.CONFIG, text);
  }

  static MediaFrame of(Track track, long millis, int flags, String text) {
    long time = MediaTime.ofMillis(millis);
    return MediaFrame.of(track, time, time, flags, bytes(text));
  }

  static ByteBuf bytes(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return PooledByteBufAllocator.DEFAULT.directBuffer(Math.max(1, bytes.length)).writeBytes(bytes);
  }

  /** What a frame says, without padding. */
  static String text(MediaFrame frame) {
    return unpadded(frame.payload().toString(StandardCharsets.UTF_8));
  }

  static String unpadded(String text) {
    int padding = text.indexOf('#');
    return padding < 0 ? text : text.substring(0, padding);
  }
}
