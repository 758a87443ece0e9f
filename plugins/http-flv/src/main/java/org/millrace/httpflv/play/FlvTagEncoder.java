package org.millrace.httpflv.play;

import io.netty.buffer.ByteBuf;
import org.millrace.api.media.MediaFrame;
import org.millrace.api.media.MediaTime;
import org.millrace.api.stream.FrameEncoder;
import org.millrace.flv.tag.FlvBodies;
import org.millrace.flv.tag.FlvTagHeader;
import org.millrace.flv.tag.FlvTagType;
import org.millrace.http.RawFraming;

/**
 * Makes FLV tags of frames, each with the length that follows it.
 *
 * @param framing around each tag
 */
record FlvTagEncoder(RawFraming framing) implements FrameEncoder {

  @Override
  public int maxLength(MediaFrame frame) {
    if (!FlvBodies.carries(frame)) {
      return 0;
    }
    int body = FlvBodies.bodyLength(frame);
    if (body > FlvTagHeader.MAX_BODY_LENGTH) {
      return 0;
    }
    return framing.framedBytes(length(body));
  }

  private static int length(int bodyLength) {
    return FlvTagHeader.LENGTH + bodyLength + FlvTagHeader.TRAILER_LENGTH;
  }

  @Override
  public void encode(MediaFrame frame, ByteBuf out) {
    int type = FlvBodies.tagType(frame);
    int bodyLength = FlvBodies.bodyLength(frame);
    framing.writeHeader(out, length(bodyLength));
    new FlvTagHeader(type, false, bodyLength, timestamp(frame, type)).write(out);
    FlvBodies.writeBody(frame, out);
    out.writeInt(FlvTagHeader.LENGTH + bodyLength);
    framing.writeTrailer(out);
  }

  /** ffmpeg takes metadata with a time for a subtitle. Metadata holds for all that follows. */
  private static int timestamp(MediaFrame frame, int type) {
    boolean isMetadata = frame.isConfig() && type == FlvTagType.SCRIPT_DATA;
    return isMetadata ? 0 : (int) MediaTime.toMillis(frame.dts());
  }
}
