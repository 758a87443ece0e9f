package org.millrace.testkit.rtmp;

import io.netty.buffer.ByteBuf;
import java.util.List;
import org.millrace.api.media.MediaFrame;
import org.millrace.api.media.MediaTime;
import org.millrace.doubles.FrameRecorder;
import org.millrace.flv.tag.FlvDemuxer;
import org.millrace.rtmp.client.ClientStream;
import org.millrace.rtmp.client.RtmpStatus;

/** A stream that is played. */
public final class PlayedStream {
  private final ClientStream stream;
  private final Recording recording;

  PlayedStream(ClientStream stream, Recording recording) {
    this.stream = stream;
    this.recording = recording;
  }

  /**
   * What has come.
   *
   * @return the recorder that all frames go to
   */
  public FrameRecorder frames() {
    return recording.recorder;
  }

  /**
   * What the server has said of the stream.
   *
   * @return in the order of arrival
   */
  public List<RtmpStatus> statuses() {
    return recording.statuses();
  }

  /**
   * Waits until the server says something; what it has said already counts.
   *
   * @param code such as {@code NetStream.Play.UnpublishNotify}
   * @return the first such status
   */
  public RtmpStatus awaitStatus(String code) {
    return recording.await(code);
  }

  /** Ends playing; the connection stays. */
  public void close() {
    stream.client().connection().channel().eventLoop().execute(stream::close);
  }

  /** Makes frames of what comes. */
  static final class Recording extends StreamEvents {
    private final FrameRecorder recorder = new FrameRecorder();
    private final FlvDemuxer demuxer = new FlvDemuxer();

    @Override
    public void onMedia(int type, long timestamp, ByteBuf body) {
      MediaFrame frame = demuxer.frame(type, MediaTime.ofMillis(timestamp), body.retain());
      if (frame != null) {
        recorder.accept(frame);
        frame.release();
      }
    }

    @Override
    public void onClosed(String reason) {
      recorder.end(reason);
    }
  }
}
