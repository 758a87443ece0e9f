package org.millrace.hls.live;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.millrace.api.media.MediaKind;
import org.millrace.api.media.Track;
import org.millrace.hls.packaging.FragmentFormat;
import org.millrace.hls.packaging.TransportFormat;
import org.millrace.hls.segment.Rendition;
import org.millrace.hls.segment.Segment;

/** The renditions of one stream, made as their tracks appear. */
abstract class Renditions {
  /** Written on the stream's loop, in the order of appearance; read by any thread by name. */
  private final Map<String, RenditionBuilder> byName = new ConcurrentHashMap<>();

  private final Map<String, RenditionBuilder> ordered = new LinkedHashMap<>();

  /** Whether a track can be carried. */
  abstract boolean carries(Track track);

  /** The rendition's name that a track belongs to. */
  abstract String nameOf(Track track);

  abstract RenditionBuilder create(String name, Track track);

  /** The builder of a track, if there is one. */
  final Optional<RenditionBuilder> find(Track track) {
    return Optional.ofNullable(ordered.get(nameOf(track)));
  }

  final void ensure(Track track) {
    if (find(track).isEmpty()) {
      add(track);
    }
  }

  final RenditionBuilder add(Track track) {
    String name = nameOf(track);
    RenditionBuilder builder = create(name, track);
    ordered.put(name, builder);
    byName.put(name, builder);
    return builder;
  }

  final Collection<RenditionBuilder> all() {
    return ordered.values();
  }

  /** Pictures first. */
  final List<Rendition> snapshot() {
    return ordered.values().stream()
        .map(RenditionBuilder::snapshot)
        .sorted((a, b) -> Integer.compare(rank(a), rank(b)))
        .toList();
  }

  private static int rank(Rendition rendition) {
    return rendition.tracks().stream().anyMatch(track -> track.kind() == MediaKind.VIDEO) ? 0 : 1;
  }

  /** Any thread. */
  final Optional<Segment> segment(String name, long number) {
    return Optional.ofNullable(byName.get(name)).flatMap(builder -> builder.find(number));
  }

  final void close() {
    all().forEach(RenditionBuilder::close);
  }

  /** A rendition for each track. */
  static Renditions demuxed(
      FragmentFormat format, Supplier<SegmentList> lists, RenditionSettings settings) {
    return new Renditions() {
      @Override
      boolean carries(Track track) {
        return track.kind() != MediaKind.DATA && format.carries(track);
      }

      @Override
      String nameOf(Track track) {
        String kind = track.kind() == MediaKind.VIDEO ? "video" : "audio";
        return track.id() == 0 ? kind : kind + track.id();
      }

      @Override
      RenditionBuilder create(String name, Track track) {
        return new CmafRendition(name, track, format, lists.get(), settings);
      }
    };
  }

  /** One rendition for all tracks. */
  static Renditions muxed(
      TransportFormat format, Supplier<SegmentList> lists, RenditionSettings settings) {
    return new Renditions() {
      @Override
      boolean carries(Track track) {
        return track.kind() != MediaKind.DATA && format.carries(track);
      }

      @Override
      String nameOf(Track track) {
        return "main";
      }

      @Override
      RenditionBuilder create(String name, Track track) {
        return new TransportRendition(name, format, lists.get(), settings);
      }
    };
  }
}
