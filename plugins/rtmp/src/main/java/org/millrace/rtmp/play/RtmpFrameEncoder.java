package org.millrace.rtmp.play;

import io.netty.buffer.ByteBuf;
import org.millrace.api.media.MediaFrame;
import org.millrace.api.media.MediaTime;
import org.millrace.api.stream.FrameEncoder;
import org.millrace.flv.tag.FlvBodies;
import org.millrace.rtmp.chunk.ChunkWriter;
import org.millrace.rtmp.message.ChunkStreams;
import org.millrace.rtmp.message.MessageType;

/**
 * Makes RTMP messages of frames. Nearly all players have the same one: one chunk size, message
 * stream 1, sound and pictures.
 *
 * @param chunks writes with our chunk size
 * @param streamId the message stream
 * @param wantsAudio false after receiveAudio(false)
 * @param wantsVideo false after receiveVideo(false)
 */
public record RtmpFrameEncoder(
    ChunkWriter chunks, int streamId, boolean wantsAudio, boolean wantsVideo)
    implements FrameEncoder {

  @Override
  public int maxLength(MediaFrame frame) {
    return isWanted(frame) ? chunks.maxLength(FlvBodies.bodyLength(frame)) : 0;
  }

  private boolean isWanted(MediaFrame frame) {
    if (!FlvBodies.carries(frame)) {
      return false;
    }
    return switch (FlvBodies.tagType(frame)) {
      case MessageType.AUDIO -> wantsAudio;
      case MessageType.VIDEO -> wantsVideo;
      default -> true;
    };
  }

  @Override
  public void encode(MediaFrame frame, ByteBuf out) {
    int typeId = FlvBodies.tagType(frame);
    int chunkStream = ChunkStreams.ofMedia(typeId);
    long timestamp = timestamp(frame, typeId);
    int length = FlvBodies.bodyLength(frame);
    chunks.begin(out, chunkStream, typeId, streamId, timestamp, length);
    FlvBodies.writeBody(frame, out);
    chunks.end(out, chunkStream, timestamp, length);
  }

  /** ffmpeg takes metadata with a time for a subtitle. Metadata holds for all that follows. */
  private static long timestamp(MediaFrame frame, int typeId) {
    boolean isMetadata = frame.isConfig() && typeId == MessageType.DATA;
    return isMetadata ? 0 : MediaTime.toMillis(frame.dts());
  }
}
