package org.millrace.hls.playlist;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.millrace.api.media.MediaKind;
import org.millrace.api.media.Track;
import org.millrace.hls.segment.Rendition;
import org.millrace.hls.segment.RenditionFigures;
import org.millrace.hls.segment.Segment;
import org.millrace.hls.segment.StreamWindow;

/** Writes the multivariant playlist: a variant for each rendition with pictures. */
public final class MultivariantPlaylist {
  private static final String AUDIO_GROUP = "audio";

  /** What comes may have more bits than what has been; a tenth above it is promised. */
  private static final double HEADROOM = 1.1;

  private final StringBuilder out = new StringBuilder();
  private final String base;

  private MultivariantPlaylist(String base) {
    this.base = base;
  }

  /**
   * Writes it.
   *
   * @param window the stream
   * @param base what stands in front of the files' names, with a slash at its end
   * @return the text
   */
  public static String write(StreamWindow window, String base) {
    return new MultivariantPlaylist(base).text(window);
  }

  private String text(StreamWindow window) {
    List<Rendition> pictures = new ArrayList<>();
    List<Rendition> sounds = new ArrayList<>();
    for (Rendition rendition : window.renditions()) {
      boolean hasPictures = kind(rendition, MediaKind.VIDEO);
      if (hasPictures) {
        pictures.add(rendition);
      } else if (!isSilent(rendition)) {
        sounds.add(rendition);
      }
    }
    Tag.line(out, "EXTM3U");
    Tag.line(out, "EXT-X-VERSION", 6);
    if (pictures.isEmpty()) {
      sounds.forEach(sound -> variant(sound, List.of()));
    } else {
      for (int i = 0; i < sounds.size(); i++) {
        audio(sounds.get(i), i == 0);
      }
      pictures.forEach(picture -> variant(picture, sounds));
    }
    return out.toString();
  }

  private static boolean kind(Rendition rendition, MediaKind kind) {
    return rendition.tracks().stream().anyMatch(track -> track.kind() == kind);
  }

  /** A track that a publisher had, and has no more, goes on as gaps. */
  private static boolean isSilent(Rendition rendition) {
    return rendition.segments().stream().allMatch(Segment::isGap);
  }

  private void audio(Rendition sound, boolean isDefault) {
    Tag tag =
        Tag.of(out, "EXT-X-MEDIA")
            .word("TYPE", "AUDIO")
            .quoted("GROUP-ID", AUDIO_GROUP)
            .quoted("NAME", sound.name())
            .word("DEFAULT", isDefault ? "YES" : "NO")
            .word("AUTOSELECT", "YES");
    if (sound.tracks().get(0) instanceof Track.Audio track && track.channels() > 0) {
      tag.quoted("CHANNELS", Integer.toString(track.channels()));
    }
    tag.quoted("URI", uri(sound)).end();
  }

  private void variant(Rendition rendition, List<Rendition> sounds) {
    Set<String> codecs = new LinkedHashSet<>(rendition.codecs());
    sounds.forEach(sound -> codecs.addAll(sound.codecs()));
    RenditionFigures figures = rendition.figures();
    long peak = figures.peakBitrate() + max(sounds, true);
    long average = figures.averageBitrate() + max(sounds, false);
    Tag tag =
        Tag.of(out, "EXT-X-STREAM-INF")
            .number("BANDWIDTH", Math.max(1, Math.round(peak * HEADROOM)))
            .number("AVERAGE-BANDWIDTH", Math.max(1, average))
            .quoted("CODECS", String.join(",", codecs));
    pictures(tag, rendition);
    if (!sounds.isEmpty()) {
      tag.quoted("AUDIO", AUDIO_GROUP);
    }
    tag.end();
    out.append(uri(rendition)).append('\n');
  }

  private static long max(List<Rendition> sounds, boolean isPeak) {
    return sounds.stream()
        .map(Rendition::figures)
        .mapToLong(figures -> isPeak ? figures.peakBitrate() : figures.averageBitrate())
        .max()
        .orElse(0);
  }

  private static void pictures(Tag tag, Rendition rendition) {
    for (Track track : rendition.tracks()) {
      if (track instanceof Track.Video video && video.width() > 0 && video.height() > 0) {
        tag.word("RESOLUTION", video.width() + "x" + video.height());
        break;
      }
    }
    if (rendition.figures().frameRate() > 0) {
      tag.decimal("FRAME-RATE", rendition.figures().frameRate());
    }
  }

  private String uri(Rendition rendition) {
    return base + new HlsFile.Playlist(rendition.name()).name();
  }
}
