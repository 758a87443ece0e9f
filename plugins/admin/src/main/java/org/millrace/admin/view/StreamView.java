package org.millrace.admin.view;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.millrace.admin.inventory.Rates;
import org.millrace.admin.inventory.StreamIndex;
import org.millrace.admin.schema.Field;
import org.millrace.api.stream.LiveStream;
import org.millrace.api.stream.StreamStatistics;

/** A stream. */
public record StreamView(
    @Field("The application.") String application,
    @Field("The stream's name in it; may hold slashes.") String name,
    @Field("Its number in commands; 0 while nobody publishes it.") long id,
    @Field("Whether it has a publisher.") boolean live,
    @Field(value = "The publisher's connection, or another source.", optional = true)
        @Nullable String publisher,
    @Field(value = "When the publisher began.", optional = true) @Nullable Instant since,
    @Field("Its tracks.") List<TrackView> tracks,
    @Field("Bytes from the publisher.") long bytesIn,
    @Field("Bytes to all viewers.") long bytesOut,
    @Field("Bits in a second from the publisher, of the last seconds.") long bitsPerSecondIn,
    @Field("Bits in a second to all viewers, of the last seconds.") long bitsPerSecondOut,
    @Field("Frames from the publisher.") long framesIn,
    @Field("Video frames among them.") long videoFramesIn,
    @Field("Audio frames among them.") long audioFramesIn,
    @Field("Jumps of the publisher's clock.") long discontinuities,
    @Field("Viewers now.") int viewers,
    @Field("Frames that viewers had to miss.") long framesDropped,
    @Field("Bytes that are kept for viewers.") long retainedBytes) {

  private static final int BITS = 8;

  /**
   * Shows a stream.
   *
   * @param stream the stream
   * @param index knows its number and rates
   * @return the view
   */
  public static StreamView of(LiveStream stream, StreamIndex index) {
    StreamStatistics statistics = stream.statistics();
    Rates rates = index.rates(stream);
    return new StreamView(
        stream.key().application(),
        stream.key().name(),
        index.id(stream),
        stream.isLive(),
        stream.publisher().orElse(null),
        stream.publishedAt().orElse(null),
        stream.tracks().stream().map(TrackView::of).toList(),
        statistics.bytesIn(),
        statistics.bytesOut(),
        rates.bytesIn() * BITS,
        rates.bytesOut() * BITS,
        statistics.framesIn(),
        statistics.videoFramesIn(),
        statistics.audioFramesIn(),
        statistics.discontinuities(),
        statistics.subscribers(),
        statistics.framesDropped(),
        statistics.retainedBytes());
  }
}
