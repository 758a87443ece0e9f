package org.millrace.httpts;

import io.netty.buffer.ByteBuf;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.millrace.api.media.MediaKind;
import org.millrace.api.media.Track;
import org.millrace.api.stream.LiveStream;
import org.millrace.api.stream.Subscription;
import org.millrace.http.RawFraming;
import org.millrace.http.live.LiveForm;
import org.millrace.mpegts.mux.TsMuxer;

/** One viewer's stream as MPEG-TS: packets that all viewers share, from where it starts. */
final class TsForm implements LiveForm {
  /** After this time a stream consists of the tracks that it has. */
  private static final Duration LONGEST_BEGIN = Duration.ofMillis(500);

  private final RawFraming framing;
  private final InstantSource clock;
  private @Nullable TsEncoder encoder;

  TsForm(RawFraming framing, InstantSource clock) {
    this.framing = framing;
    this.clock = clock;
  }

  @Override
  public String contentType() {
    return "video/mp2t";
  }

  /**
   * Some receivers take the tracks of the first tables for all that there will be, and encoders
   * that learn their audio configuration from the first sound send it behind the first pictures.
   */
  @Override
  public Duration holdBack(LiveStream stream) {
    Instant began = stream.publishedAt().orElse(Instant.EPOCH);
    Duration rest = LONGEST_BEGIN.minus(Duration.between(began, clock.instant()));
    return rest.isNegative() || isComplete(stream.tracks()) ? Duration.ZERO : rest;
  }

  private static boolean isComplete(List<Track> tracks) {
    return has(tracks, MediaKind.VIDEO)
        && has(tracks, MediaKind.AUDIO)
        && tracks.stream()
            .allMatch(track -> track.kind() == MediaKind.DATA || TsMuxer.carries(track));
  }

  private static boolean has(List<Track> tracks, MediaKind kind) {
    return tracks.stream().anyMatch(track -> track.kind() == kind);
  }

  @Override
  public @Nullable ByteBuf poll(Subscription from, int maxBytes) {
    TsEncoder shared = encoder;
    if (shared == null) {
      shared = new TsEncoder(framing, from.stream()::tracks);
      encoder = shared;
    }
    return from.poll(shared, maxBytes);
  }
}
