package org.millrace.hls.live;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.millrace.api.media.Codec;
import org.millrace.api.media.MediaFrame;
import org.millrace.api.media.Track;
import org.millrace.hls.packaging.FragmentFormat;

/**
 * Makes chunks that can be read in a test: the numbers of their frames, which are their payload.
 */
public final class TextFragments implements FragmentFormat {
  @Override
  public boolean carries(Track track) {
    return !track.codec().equals(Codec.JPEG);
  }

  @Override
  public String codecs(Track track) {
    return track.codec().id();
  }

  @Override
  public Fragmenter fragmenter(Track track) {
    return new Fragmenter() {
      @Override
      public ByteBuf header() {
        return bytes("init " + track.codec() + track.config());
      }

      @Override
      public ByteBuf chunk(long sequence, List<MediaFrame> frames, long end) {
        StringBuilder text = new StringBuilder();
        frames.forEach(
            frame -> text.append(frame.payload().toString(StandardCharsets.US_ASCII)).append(' '));
        return bytes(text.toString());
      }
    };
  }

  private static ByteBuf bytes(String text) {
    ByteBuf buffer = ByteBufAllocator.DEFAULT.directBuffer();
    buffer.writeCharSequence(text, StandardCharsets.US_ASCII);
    return buffer;
  }
}
