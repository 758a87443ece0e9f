package org.millrace.hls.delivery;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.millrace.hls.live.LiveSegmenter;
import org.millrace.hls.playlist.MediaPlaylist;
import org.millrace.hls.playlist.PlaylistOptions;
import org.millrace.hls.segment.Rendition;
import org.millrace.hls.segment.StreamWindow;

/**
 * Media playlists that have been written: all viewers of a moment get the same bytes. Safe for use
 * by any thread; two that come at once may both write.
 */
public final class WrittenPlaylists {

  /**
   * A playlist.
   *
   * @param version of the window that it was written from
   * @param text UTF-8, on the heap and never released; to be duplicated
   */
  record Written(long version, ByteBuf text) {}

  private record Name(String epoch, String rendition, boolean skip) {}

  private final PlaylistOptions options;
  private final Map<Name, Written> newest = new ConcurrentHashMap<>();

  /**
   * None yet.
   *
   * @param options what playlists offer
   */
  public WrittenPlaylists(PlaylistOptions options) {
    this.options = options;
  }

  Written get(LiveSegmenter stream, StreamWindow window, Rendition rendition, boolean skip) {
    Name name = new Name(stream.epoch(), rendition.name(), skip);
    Written present = newest.get(name);
    if (present != null && present.version() == window.version()) {
      return present;
    }
    String text = MediaPlaylist.write(window, rendition, stream.epoch(), options, skip);
    Written written =
        new Written(window.version(), Unpooled.copiedBuffer(text, StandardCharsets.UTF_8));
    if (!stream.isClosed() && (present == null || present.version() < window.version())) {
      newest.put(name, written);
    }
    return written;
  }

  /**
   * Forgets the playlists of a run that is over.
   *
   * @param epoch of the run
   */
  public void forget(String epoch) {
    newest.keySet().removeIf(name -> name.epoch().equals(epoch));
  }
}
