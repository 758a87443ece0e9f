package org.millrace.hls.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.millrace.api.media.Codec;
import org.millrace.api.media.MediaFrame;
import org.millrace.api.media.MediaTime;
import org.millrace.hls.segment.Part;
import org.millrace.hls.segment.Rendition;
import org.millrace.hls.segment.Segment;
import org.millrace.hls.segment.StreamWindow;
import org.millrace.http.HttpException;

class LiveSegmenterTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private Bench bench = Bench.cmaf();

  @AfterEach
  void close() {
    bench.close();
  }

  private void replaceBench(Bench other) {
    bench.close();
    bench = other;
  }

  @Test
  void segmentsBeginWithKeyFrames() {
    Source source = Source.standard();
    bench.start(source);
    bench.run(source, SECOND.multipliedBy(9));

    List<Segment> segments = bench.rendition("video").segments();
    assertThat(segments).hasSize(4);
    assertThat(segments).allMatch(segment -> bench.text(segment).startsWith("K"));
    assertThat(segments)
        .extracting(segment -> MediaTime.toMillis(segment.duration()))
        .containsOnly(2_000L);
  }

  @Test
  void theSegmentsOfASilentAndAnEarlyTrackHaveTheSameNumbers() {
    Source source = Source.standard();
    bench.start(source);
    bench.run(source, SECOND.multipliedBy(9));

    List<Segment> video = bench.rendition("video").segments();
    List<Segment> audio = bench.rendition("audio").segments();
    assertThat(audio).extracting(Segment::number).isEqualTo(numbers(video));
    for (int i = 0; i < video.size(); i++) {
      long apart = audio.get(i).head().start() - video.get(i).head().start();
      assertThat(MediaTime.toMillis(apart)).isBetween(0L, 22L);
    }
  }

  private static List<Long> numbers(List<Segment> segments) {
    return segments.stream().map(Segment::number).toList();
  }

  @Test
  void nothingIsLostBetweenSegments() {
    Source source = Source.standard();
    bench.start(source);
    bench.run(source, SECOND.multipliedBy(7));

    StringBuilder all = new StringBuilder();
    bench.rendition("audio").segments().forEach(segment -> all.append(bench.text(segment)));
    String[] names = all.toString().trim().split(" ");
    for (int i = 0; i < names.length; i++) {
      assertThat(names[i]).isEqualTo("a" + i);
    }
    assertThat(names.length).isGreaterThan(250);
  }

  @Test
  void partsAreSlicesOfTheirSegment() {
    Source source = Source.standard();
    bench.start(source);
    bench.run(source, SECOND.multipliedBy(5));

    Segment segment = bench.rendition("video").segments().get(0);
    StringBuilder parts = new StringBuilder();
    for (Part part : segment.parts()) {
      ByteBuf bytes = part.bytes().take().orElseThrow();
      parts.append(bytes.toString(StandardCharsets.US_ASCII));
      bytes.release();
    }
    assertThat(parts.toString()).isEqualTo(bench.text(segment));
    assertThat(segment.parts().get(0).independent()).isTrue();
    assertThat(segment.parts().get(1).independent()).isFalse();
  }

  @Test
  void soundAloneIsCutByTime() {
    Source source = Source.standard().withoutVideo();
    bench.start(source);
    bench.run(source, SECOND.multipliedBy(8));

    assertThat(bench.window().renditions()).hasSize(1);
    assertThat(bench.rendition("audio").segments())
        .hasSize(3)
        .allMatch(segment -> segment.independent());
  }

  @Test
  void aSilentTrackGoesOnAsGaps() {
    Source source = Source.standard();
    bench.start(source);
    bench.run(source, SECOND.multipliedBy(5));
    source.withoutAudio();
    bench.run(source, SECOND.multipliedBy(10));

    List<Segment> audio = bench.rendition("audio").segments();
    long newest = bench.rendition("video").last().orElseThrow().number();
    assertThat(audio.get(audio.size() - 1).isGap()).isTrue();
    assertThat(audio.get(audio.size() - 1).number()).isGreaterThanOrEqualTo(newest - 1);
  }

  @Test
  void anotherConfigurationIsADiscontinuityInAllRenditions() {
    Source source = Source.standard();
    bench.start(source);
    bench.run(source, SECOND.multipliedBy(5));
    source.newVideoConfiguration("avcC 2");
    bench.start(source);
    bench.run(source, SECOND.multipliedBy(5));

    Rendition video = bench.rendition("video");
    Segment last = video.last().orElseThrow();
    assertThat(last.head().period()).isEqualTo(1);
    assertThat(last.head().init()).isNotEqualTo(video.segments().get(0).head().init());
    Segment lastSound = bench.rendition("audio").last().orElseThrow();
    assertThat(lastSound.head().period()).isEqualTo(1);
    assertThat(lastSound.head().init())
        .isEqualTo(bench.rendition("audio").segments().get(0).head().init());
    assertThat(contiguous(video.segments())).isTrue();
  }

  private static boolean contiguous(List<Segment> segments) {
    for (int i = 1; i < segments.size(); i++) {
      if (segments.get(i).number() != segments.get(i - 1).number() + 1) {
        return false;
      }
    }
    return true;
  }

  @Test
  void aPublisherThatComesBackInTimeGoesOnBehindADiscontinuity() {
    Source source = Source.standard();
    bench.start(source);
    bench.run(source, SECOND.multipliedBy(5));
    bench.unpublish();
    bench.pass(SECOND.multipliedBy(4));
    bench.republish();
    Source other = Source.standard();
    bench.start(other);
    bench.run(other, SECOND.multipliedBy(20));

    assertThat(bench.window().ended()).isFalse();
    Rendition video = bench.rendition("video");
    assertThat(video.segments()).extracting(segment -> segment.head().period()).contains(0, 1);
    assertThat(contiguous(video.segments())).isTrue();
    assertThat(contiguous(bench.rendition("audio").segments())).isTrue();
  }

  @Test
  void aPublisherThatStaysAwayEndsTheStreamAndThenItIsForgotten() {
    Source source = Source.standard();
    bench.start(source);
    bench.run(source, SECOND.multipliedBy(5));
    bench.unpublish();
    bench.pass(SECOND.multipliedBy(11));

    StreamWindow window = bench.window();
    assertThat(window.ended()).isTrue();
    assertThat(window.renditions()).allMatch(rendition -> rendition.open() == null);
    assertThat(bench.segmenter().segment("video", 0)).isPresent();

    bench.pass(SECOND.multipliedBy(31));
    assertThat(bench.closed()).containsExactly("e1", "closed");
    assertThat(bench.segmenter().segment("video", 0)).isEmpty();
  }

  @Test
  void aHoleInTimeIsCutOut() {
    Source source = Source.standard();
    bench.start(source);
    bench.run(source, SECOND.multipliedBy(5));
    source.pause(SECOND.multipliedBy(30));
    bench.pass(SECOND.multipliedBy(30));
    bench.run(source, SECOND.multipliedBy(5));

    List<Segment> video = bench.rendition("video").segments();
    assertThat(bench.window().targetDuration()).isEqualTo(2);
    assertThat(video.get(video.size() - 1).head().period()).isEqualTo(1);
    Duration apart =
        Duration.between(video.get(0).head().time(), video.get(video.size() - 1).head().time());
    assertThat(apart).isGreaterThan(SECOND.multipliedBy(30));
  }

  @Test
  void segmentsLeaveTheListAndCanBeFetchedAsLongAgain() {
    Source source = Source.standard();
    bench.start(source);
    bench.run(source, SECOND.multipliedBy(50));

    Rendition video = bench.rendition("video");
    long first = video.segments().get(0).number();
    assertThat(video.segments()).hasSizeBetween(15, 16);
    assertThat(bench.segmenter().segment("video", first - 5)).isPresent();
    bench.run(source, SECOND.multipliedBy(40));
    assertThat(bench.segmenter().segment("video", first - 5)).isEmpty();
  }

  @Test
  void memoryIsBounded() {
    CutOptions usual = Bench.cut(false);
    replaceBench(
        Bench.with(
            new CutOptions(
                usual.segment(),
                usual.longestSegment(),
                usual.part(),
                SECOND.multipliedBy(3_600),
                2_000,
                0,
                false)));
    Source source = Source.standard();
    bench.start(source);
    bench.run(source, SECOND.multipliedBy(60));

    assertThat(bench.rendition("video").segments()).hasSizeLessThan(12);
  }

  @Test
  void aStreamWithoutKeyFramesIsCutNevertheless() {
    Source source = Source.standard().keyFrameEvery(100_000);
    bench.start(source);
    bench.run(source, SECOND.multipliedBy(45));

    List<Segment> video = bench.rendition("video").segments();
    assertThat(video).hasSize(2);
    assertThat(video.get(1).independent()).isFalse();
    assertThat(bench.window().targetDuration()).isEqualTo(20);
  }

  @Test
  void tracksThatCannotBeCarriedAreLeftOut() {
    Source source = Source.standard();
    source.useCodec(Codec.JPEG);
    bench.start(source);
    bench.run(source, SECOND.multipliedBy(6));

    assertThat(bench.window().renditions()).extracting(Rendition::name).containsExactly("audio");
  }

  @Test
  void transportSegmentsHaveAllTracksAndBeginWithTables() {
    replaceBench(Bench.transport());
    Source source = Source.standard();
    bench.start(source);
    bench.run(source, SECOND.multipliedBy(5));

    assertThat(bench.window().renditions()).extracting(Rendition::name).containsExactly("main");
    Rendition main = bench.rendition("main");
    assertThat(main.segments())
        .hasSize(2)
        .allMatch(segment -> bench.text(segment).startsWith("h264 aac K"))
        .allMatch(segment -> segment.parts().isEmpty());
    assertThat(main.codecs()).containsExactly("h264", "aac");
  }

  @Test
  void tracksThatComeTogetherBeginTogetherInAnyOrder() {
    replaceBench(Bench.transport());
    Source source = Source.standard();
    List<MediaFrame> headers = source.headers();
    List<MediaFrame> frames = new ArrayList<>(source.run(SECOND.multipliedBy(3)));
    frames.add(0, headers.get(0));
    frames.add(2, headers.get(1));
    bench.publish(frames, SECOND);

    Segment first = bench.rendition("main").segments().get(0);
    assertThat(bench.text(first)).startsWith("h264 aac K0");
    assertThat(MediaTime.toMillis(first.duration())).isEqualTo(2_000);
  }

  @Test
  void soundThatComesBehindTheFirstPictureGetsNewTablesAndNoDiscontinuity() {
    replaceBench(Bench.transport());
    Source source = Source.standard();
    List<MediaFrame> headers = source.headers();
    bench.publish(headers.subList(0, 1), Duration.ZERO);
    bench.publish(source.run(Duration.ofMillis(1)).subList(0, 1), Duration.ZERO);
    bench.publish(headers.subList(1, 2), Duration.ZERO);
    bench.run(source, SECOND.multipliedBy(5));

    Rendition main = bench.rendition("main");
    assertThat(bench.text(main.segments().get(0))).startsWith("h264 K0 h264 aac a1");
    assertThat(bench.text(main.segments().get(1))).startsWith("h264 aac K50");
    assertThat(main.segments()).allMatch(segment -> segment.head().period() == 0);
    assertThat(main.codecs()).containsExactly("h264", "aac");
  }

  @Test
  void keysRotate() {
    replaceBench(Bench.encrypted());
    Source source = Source.standard();
    bench.start(source);
    bench.run(source, SECOND.multipliedBy(13));

    assertThat(bench.rendition("video").segments())
        .extracting(segment -> segment.head().key().index())
        .containsExactly(0, 0, 1, 1, 2, 2);
    assertThat(bench.segmenter().encryptionKey(0)).isPresent();
    assertThat(bench.rendition("video").segments())
        .allMatch(segment -> segment.bytes().length() % 16 == 0);
  }

  @Test
  void whoWaitsIsWokenByWhatItWaitsFor() {
    Source source = Source.standard();
    bench.start(source);
    bench.run(source, SECOND);
    CompletableFuture<StreamWindow> ready = bench.segmenter().await(StreamWindow::isReady);
    assertThat(ready).isNotDone();
    bench.run(source, SECOND.multipliedBy(2));
    assertThat(ready).isCompleted();
    assertThat(bench.segmenter().waiting()).isZero();
  }

  @Test
  void waitingIsBoundedInNumberAndTime() {
    CompletionStage<StreamWindow> first =
        bench.segmenter().await(window -> false, SECOND.multipliedBy(6));
    bench.segmenter().await(window -> false);
    bench.segmenter().await(window -> false);
    CompletableFuture<StreamWindow> fourth = bench.segmenter().await(window -> false);
    assertThatThrownBy(fourth::join).hasCauseInstanceOf(HttpException.class);

    bench.pass(SECOND.multipliedBy(7));
    assertThatThrownBy(first.toCompletableFuture()::join).hasCauseInstanceOf(HttpException.class);
    assertThat(bench.segmenter().waiting()).isEqualTo(2);
  }

  @Test
  void theEndWakesAll() {
    Source source = Source.standard();
    bench.start(source);
    bench.run(source, SECOND);
    CompletableFuture<StreamWindow> waiting = bench.segmenter().await(window -> false);
    bench.end();
    assertThat(waiting).isCompletedWithValueMatching(StreamWindow::ended);
  }

  @Test
  void bytesThatAreGoneAreNotGiven() {
    Source source = Source.standard();
    bench.start(source);
    bench.run(source, SECOND.multipliedBy(5));
    Segment segment = bench.rendition("video").segments().get(0);
    bench.close();
    assertThat(segment.bytes().take()).isEmpty();
    assertThat(segment.parts().get(0).bytes().take()).isEmpty();
  }
}
