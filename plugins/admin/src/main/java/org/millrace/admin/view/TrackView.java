package org.millrace.admin.view;

import org.jspecify.annotations.Nullable;
import org.millrace.admin.schema.Field;
import org.millrace.api.media.Track;

/** A track of a stream. */
public record TrackView(
    @Field(
            value = "What it carries.",
            oneOf = {"video", "audio", "data"})
        String kind,
    @Field("Counts the tracks of a kind, from 0.") int id,
    @Field("The codec, as ffmpeg spells it.") String codec,
    @Field("Codec, profile, size for people.") String description,
    @Field(value = "Pixels.", optional = true) @Nullable Integer width,
    @Field(value = "Pixels.", optional = true) @Nullable Integer height,
    @Field(value = "Hertz.", optional = true) @Nullable Integer sampleRate,
    @Field(value = "Channels of sound.", optional = true) @Nullable Integer channels) {

  /**
   * Shows a track.
   *
   * @param track of a stream
   * @return the view
   */
  public static TrackView of(Track track) {
    Integer width = track instanceof Track.Video video ? known(video.width()) : null;
    Integer height = track instanceof Track.Video video ? known(video.height()) : null;
    Integer rate = track instanceof Track.Audio audio ? known(audio.sampleRate()) : null;
    Integer channels = track instanceof Track.Audio audio ? known(audio.channels()) : null;
    return new TrackView(
        Names.lower(track.kind()),
        track.id(),
        track.codec().id(),
        track.description(),
        width,
        height,
        rate,
        channels);
  }

  private static @Nullable Integer known(int number) {
    return number == 0 ? null : number;
  }
}
