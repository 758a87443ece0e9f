package org.millrace.hls.live;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.millrace.api.media.MediaFrame;
import org.millrace.api.media.Track;
import org.millrace.hls.packaging.TransportFormat;

/** Multiplexes the numbers of frames, behind the codecs of the tracks. */
final class TextTransport implements TransportFormat {
  @Override
  public boolean carries(Track track) {
    return true;
  }

  @Override
  public String codecs(Track track) {
    return track.codec().id();
  }

  @Override
  public Muxer muxer(List<Track> tracks) {
    return new Muxer() {
      private List<Track> present = tracks;

      @Override
      public void restart(List<Track> changed) {
        present = changed;
      }

      @Override
      public void change(List<Track> changed, ByteBuf out) {
        present = changed;
        begin(out);
      }

      @Override
      public void begin(ByteBuf out) {
        present.forEach(track -> text(out, track.codec().id()));
      }

      @Override
      public void write(MediaFrame frame, ByteBuf out) {
        text(out, frame.payload().toString(StandardCharsets.US_ASCII));
      }
    };
  }

  private static void text(ByteBuf out, String text) {
    out.writeCharSequence(text + ' ', StandardCharsets.US_ASCII);
  }
}
