package org.millrace.hls.packaging;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.List;
import org.millrace.api.media.MediaFrame;
import org.millrace.api.media.Track;
import org.millrace.mp4.cmaf.CmafTrack;

/** CMAF, by the plugin {@code mp4}. */
public final class CmafFormat implements FragmentFormat {
  @Override
  public boolean carries(Track track) {
    return CmafTrack.of(track).isPresent();
  }

  @Override
  public String codecs(Track track) {
    return cmaf(track).codecs();
  }

  @Override
  public Fragmenter fragmenter(Track track) {
    CmafTrack cmaf = cmaf(track);
    return new Fragmenter() {
      @Override
      public ByteBuf header() {
        return cmaf.header(ByteBufAllocator.DEFAULT);
      }

      @Override
      public ByteBuf chunk(long sequence, List<MediaFrame> frames, long end) {
        return cmaf.chunk(ByteBufAllocator.DEFAULT, sequence, frames, end);
      }
    };
  }

  private static CmafTrack cmaf(Track track) {
    return CmafTrack.of(track)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "track: " + track.description() + " (expected: one that CMAF carries)"));
  }
}
