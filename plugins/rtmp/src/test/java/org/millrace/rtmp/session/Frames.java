package org.millrace.rtmp.session;

import io.netty.buffer.Unpooled;
import java.util.HexFormat;
import org.millrace.api.media.MediaFrame;
import org.millrace.api.media.MediaTime;
import org.millrace.doubles.RecordedFrame;
import org.millrace.flv.tag.FlvDemuxer;

/** Frames for tests. */
final class Frames {
  /** An AVC key frame of one small NAL unit, composition time 0. */
  static final String KEY = "17 01 000000 00000002 6588".replace(" ", "");

  /** An AVC inter frame. */
  static final String INTER = "27 01 000000 00000002 4188".replace(" ", "");

  /** Raw AAC. */
  static final String SOUND = "af 01 2110".replace(" ", "");

  private static final FlvDemuxer DEMUXER = new FlvDemuxer();

  private Frames() {}

  /** A frame of a tag body; 8 is audio, 9 is video. */
  static MediaFrame of(int tagType, long millis, String body) {
    return DEMUXER.frame(
        tagType, MediaTime.ofMillis(millis), Unpooled.wrappedBuffer(HexFormat.of().parseHex(body)));
  }

  /** The same as a double notes it. */
  static RecordedFrame recorded(int tagType, long millis, String body) {
    MediaFrame frame = of(tagType, millis, body);
    RecordedFrame copy = RecordedFrame.of(frame);
    frame.release();
    return copy;
  }
}
