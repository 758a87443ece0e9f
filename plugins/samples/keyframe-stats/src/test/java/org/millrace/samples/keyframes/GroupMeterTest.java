package org.millrace.samples.keyframes;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.millrace.api.media.Codec;
import org.millrace.api.media.DecoderConfig;
import org.millrace.api.media.MediaFrame;
import org.millrace.api.media.MediaTime;
import org.millrace.api.media.Track;
import org.millrace.api.stream.StreamKey;
import org.millrace.doubles.FakeSubscription;

class GroupMeterTest {
  private static final StreamKey STREAM = new StreamKey("live", "cam");
  private static final Instant NOW = Instant.ofEpochSecond(1_767_225_600);
  private static final Track VIDEO = Track.Video.of(0, Codec.H264, DecoderConfig.NONE);
  private static final Track AUDIO = Track.Audio.of(0, Codec.AAC, DecoderConfig.NONE);

  private final List<Group> groups = new ArrayList<>();
  private final GroupMeter meter =
      new GroupMeter(STREAM, Clock.fixed(NOW, ZoneOffset.UTC), groups::add);
  private final FakeSubscription subscription =
      new FakeSubscription(STREAM, new EmbeddedChannel().eventLoop(), meter, true);

  @Test
  void aGroupLastsFromOneKeyFrameToTheNext() {
    subscription.offer(
        frame(VIDEO, 0, MediaFrame.CONFIG, 30),
        frame(VIDEO, 0, MediaFrame.KEY, 100),
        frame(AUDIO, 10, 0, 7),
        frame(VIDEO, 40, 0, 20));
    subscription.offer(frame(VIDEO, 80, 0, 10), frame(AUDIO, 90, 0, 7));
    assertThat(groups).isEmpty();

    subscription.offer(frame(VIDEO, 120, MediaFrame.KEY, 200));
    assertThat(groups).containsExactly(new Group(STREAM, NOW, 120, 3, 130, 100));
  }

  @Test
  void theLastGroupLastsToTheLastFrameAndTheSubscriptionEnds() {
    subscription.offer(frame(VIDEO, 0, MediaFrame.KEY, 100), frame(VIDEO, 40, 0, 20));
    subscription.offer(frame(VIDEO, 80, MediaFrame.END_OF_SEQUENCE, 0));
    subscription.unpublished();

    assertThat(groups).containsExactly(new Group(STREAM, NOW, 40, 2, 120, 100));
    assertThat(subscription.isClosed()).isTrue();
  }

  @Test
  void soundAloneHasNoGroups() {
    subscription.offer(frame(AUDIO, 0, MediaFrame.KEY, 7), frame(AUDIO, 20, MediaFrame.KEY, 7));
    subscription.unpublished();

    assertThat(groups).isEmpty();
  }

  private static MediaFrame frame(Track track, long millis, int flags, int length) {
    long time = MediaTime.ofMillis(millis);
    return MediaFrame.of(track, time, time, flags, Unpooled.buffer().writeZero(length));
  }
}
