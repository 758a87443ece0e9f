package org.millrace.hls.packaging;

import io.netty.buffer.ByteBuf;
import java.util.List;
import org.millrace.api.media.MediaFrame;
import org.millrace.api.media.Track;
import org.millrace.mp4.cmaf.CmafTrack;
import org.millrace.mpegts.mux.TsMuxer;

/** MPEG-TS, by the plugin {@code mpegts}. */
public final class MpegTsFormat implements TransportFormat {
  @Override
  public boolean carries(Track track) {
    return TsMuxer.carries(track);
  }

  /** Names of codecs do not depend on the container. */
  @Override
  public String codecs(Track track) {
    return CmafTrack.of(track).map(CmafTrack::codecs).orElse(track.codec().id());
  }

  @Override
  public Muxer muxer(List<Track> tracks) {
    TsMuxer muxer = new TsMuxer(tracks);
    return new Muxer() {
      @Override
      public void restart(List<Track> changed) {
        muxer.tracks(changed);
        muxer.interrupt();
      }

      @Override
      public void change(List<Track> changed, ByteBuf out) {
        muxer.tracks(changed);
        muxer.writeTables(out);
      }

      @Override
      public void begin(ByteBuf out) {
        muxer.writeTables(out);
      }

      @Override
      public void write(MediaFrame frame, ByteBuf out) {
        muxer.write(frame, out);
      }
    };
  }
}
