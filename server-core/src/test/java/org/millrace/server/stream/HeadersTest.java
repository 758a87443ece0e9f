package org.millrace.server.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.millrace.api.media.Codec;
import org.millrace.api.media.MediaFrame;
import org.millrace.api.media.MediaKind;
import org.millrace.api.media.MediaTime;
import org.millrace.api.media.Track;

class HeadersTest {

  private static Headers with(Headers headers, Track track, String text) {
    MediaFrame frame = Frames.config(track, 0, text);
    Headers changed = headers.with(frame);
    frame.release();
    return changed;
  }

  private static List<String> texts(Headers headers) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < headers.size(); i++) {
      texts.add(Frames.text(headers.at(i, 0)));
    }
    return texts;
  }

  private final Headers all =
      with(with(with(Headers.NONE, Frames.AUDIO, "ac"), Frames.VIDEO, "vc"), Frames.DATA, "meta");

  @Test
  void metadataComesFirstThenPictureThenSound() {
    assertThat(texts(all)).containsExactly("meta", "vc", "ac");
  }

  @Test
  void whatTellsMoreOfACodecComesBehindItsConfiguration() {
    Track channels = new Track.Data(1, new Codec(MediaKind.DATA, "order", "Order"));
    assertThat(texts(with(all, channels, "order"))).containsExactly("meta", "vc", "ac", "order");
  }

  @Test
  void newerConfigurationTakesTheOldOnesPlace() {
    assertThat(texts(with(all, Frames.VIDEO, "vc2"))).containsExactly("meta", "vc2", "ac");
    assertThat(texts(all)).containsExactly("meta", "vc", "ac");
  }

  @Test
  void repeatedConfigurationChangesNothing() {
    assertThat(with(all, Frames.VIDEO, "vc")).isSameAs(all);
  }

  @Test
  void sameContentIsTheSameWhoeverSentIt() {
    Headers other =
        with(with(with(Headers.NONE, Frames.DATA, "meta"), Frames.VIDEO, "vc"), Frames.AUDIO, "ac");
    assertThat(all.sameAs(other)).isTrue();
    assertThat(all.sameAs(with(other, Frames.AUDIO, "ac2"))).isFalse();
    assertThat(all.sameAs(all.without(Frames.AUDIO))).isFalse();
  }

  @Test
  void trackThatEndedHasNoHeader() {
    assertThat(texts(all.without(Frames.VIDEO))).containsExactly("meta", "ac");
    assertThat(Headers.NONE.without(Frames.VIDEO)).isSameAs(Headers.NONE);
  }

  @Test
  void headerIsACopyThatCannotBeReleased() {
    MediaFrame header = all.at(0, MediaTime.ofMillis(7));
    header.release();
    header.release();
    assertThat(Frames.text(all.at(0, 0))).isEqualTo("meta");
    assertThat(header.dts()).isEqualTo(header.pts()).isEqualTo(MediaTime.ofMillis(7));
  }

  @Test
  void containerFormOfTheSourceIsKept() {
    ByteBuf whole = Unpooled.copiedBuffer("tagvc", StandardCharsets.UTF_8);
    MediaFrame frame = MediaFrame.ofSource(Frames.VIDEO, 0, 0, MediaFrame.CONFIG, "tag", whole, 3);
    Headers headers = Headers.NONE.with(frame);
    frame.release();
    MediaFrame header = headers.at(0, 0);
    assertThat(Frames.text(header)).isEqualTo("vc");
    assertThat(header.source().format()).isEqualTo("tag");
    assertThat(header.source().bytes().toString(StandardCharsets.UTF_8)).isEqualTo("tagvc");
  }

  @Test
  void configurationThatIsTooLongIsNotKept() {
    assertThat(with(all, Frames.VIDEO, "x".repeat(300_000))).isSameAs(all);
  }
}
