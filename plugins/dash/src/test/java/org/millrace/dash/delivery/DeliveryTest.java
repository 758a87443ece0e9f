package org.millrace.dash.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.netty.handler.codec.http.HttpHeaderNames;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.millrace.api.application.Refusal;
import org.millrace.api.stream.StreamKey;
import org.millrace.dash.manifest.ManifestOptions;
import org.millrace.doubles.http.FakeExchange;
import org.millrace.hls.segment.SegmentedStream;
import org.millrace.hls.segment.SegmentedStreams;
import org.millrace.http.HttpException;

/** The manifest gives a session, and the session gives segments. */
class DeliveryTest {
  private final FakeSegmentedStream stream = new FakeSegmentedStream();
  private boolean isRunning = true;
  private final SegmentedStreams streams =
      new SegmentedStreams() {
        @Override
        public Optional<SegmentedStream> find(StreamKey key) {
          return Optional.<SegmentedStream>of(stream).filter(any -> isRunning);
        }

        @Override
        public CompletionStage<SegmentedStream> open(StreamKey key) {
          return CompletableFuture.completedStage(stream);
        }
      };
  private final LiveRuns runs =
      new LiveRuns(streams, new ManifestOptions(true, Duration.ofSeconds(3)));
  private final ManifestHandler manifests = new ManifestHandler(streams, runs);
  private final MediaHandler media = new MediaHandler(runs);

  DeliveryTest() {
    stream.video().segments(0, 3).open(4, "aa");
    stream.tell();
  }

  private String session() {
    return runs.of(stream).session();
  }

  private static FakeExchange exchange() {
    return new FakeExchange().with("app", "live").with("stream", "cam");
  }

  private FakeExchange fetch(String file) {
    FakeExchange exchange = exchange().with("session", session()).with("file", file);
    media.handle(exchange);
    return exchange.run();
  }

  private int refused(String session, String file) {
    FakeExchange exchange = exchange().with("session", session).with("file", file);
    return catchThrowableOfType(HttpException.class, () -> media.handle(exchange)).status().code();
  }

  @Test
  void theManifestGivesTheSessionAndIsTheSameForAll() {
    FakeExchange first = exchange();
    manifests.handle(first);
    FakeExchange second = exchange();
    manifests.handle(second.asking("token", "other"));

    assertThat(first.run().answer().status()).isEqualTo(200);
    assertThat(first.answer().text()).contains("<BaseURL>./cam.dash/" + session() + "/</BaseURL>");
    assertThat(first.answer().header(HttpHeaderNames.CONTENT_TYPE))
        .isEqualTo("application/dash+xml");
    assertThat(second.run().answer().text()).isEqualTo(first.answer().text());
    assertThat(second.answer().header(HttpHeaderNames.ETAG))
        .isEqualTo(first.answer().header(HttpHeaderNames.ETAG));
  }

  @Test
  void whoHasASessionIsNotAskedForAgain() {
    FakeExchange exchange = exchange().asking("session", session());
    exchange.application().refuse(Refusal.NOT_ALLOWED, "no");

    manifests.handle(exchange);

    assertThat(exchange.run().answer().status()).isEqualTo(200);
  }

  @Test
  void whatTheApplicationRefusesIsForbidden() {
    FakeExchange exchange = exchange().asking("session", session() + "x");
    exchange.application().refuse(Refusal.NOT_ALLOWED, "no");

    manifests.handle(exchange);

    assertThat(exchange.run().answer().status()).isEqualTo(403);
  }

  @Test
  void segmentsWantASessionOfTheRun() {
    assertThat(refused("e1.wrong", "video-0.m4s")).isEqualTo(403);
    assertThat(refused("e2" + session().substring(2), "video-0.m4s")).isEqualTo(403);
    assertThat(refused("", "video-0.m4s")).isEqualTo(403);

    isRunning = false;
    String session = session();
    runs.forgetOld();
    assertThat(refused(session, "video-0.m4s")).isEqualTo(403);
  }

  @Test
  void whatIsNotThereIsNotFound() {
    assertThat(refused(session(), "video-9.m4s")).isEqualTo(404);
    assertThat(refused(session(), "audio-1.m4s")).isEqualTo(404);
    assertThat(refused(session(), "video-init7.mp4")).isEqualTo(404);
    assertThat(refused(session(), "video.m3u8")).isEqualTo(404);
  }

  @Test
  void completeSegmentsAndInitSegmentsCanBeKept() {
    FakeExchange segment = fetch("video-2.m4s");
    FakeExchange init = fetch("video-init0.mp4");

    assertThat(segment.answer().text()).isEqualTo("segment2");
    assertThat(segment.answer().header(HttpHeaderNames.ETAG)).isEqualTo("\"e1-video-2\"");
    assertThat(segment.answer().header(HttpHeaderNames.CACHE_CONTROL)).contains("immutable");
    assertThat(init.answer().text()).isEqualTo("init0");
  }

  @Test
  void theSegmentThatIsMadeIsSentAsItGrows() {
    FakeExchange exchange = fetch("video-4.m4s");
    assertThat(exchange.answer().text()).isEqualTo("aa");

    stream.video().open(4, "aa", "bb", "cc");
    stream.tell();
    assertThat(exchange.run().answer().text()).isEqualTo("aabbcc");
    assertThat(exchange.answer().isEnded()).isFalse();

    stream.video().segments(4, 4).open(5);
    stream.tell();
    assertThat(exchange.run().answer().isEnded()).isTrue();
    assertThat(exchange.answer().text()).as("behind six bytes").isEqualTo("aabbcc" + "t4");
    assertThat(stream.listeners()).isZero();
  }

  @Test
  void theNextSegmentIsWaitedFor() {
    FakeExchange exchange = fetch("video-5.m4s");
    assertThat(exchange.answer().status()).isZero();

    stream.video().segments(4, 4).open(5, "dd");
    stream.tell();

    assertThat(exchange.run().answer().text()).isEqualTo("dd");
  }

  @Test
  void nobodyWaitsForever() {
    FakeExchange exchange = fetch("video-5.m4s");

    exchange.advance(Duration.ofSeconds(6));

    assertThat(exchange.answer().status()).isEqualTo(503);
    assertThat(stream.listeners()).isZero();
  }

  @Test
  void theEndOfTheStreamEndsTheWaiting() {
    FakeExchange exchange = fetch("video-5.m4s");

    stream.video().segments(4, 4).comesBackAfter(0);
    stream.end();

    assertThat(exchange.run().answer().status()).isEqualTo(404);
  }

  @Test
  void aClientThatGoesLeavesNothingBehind() {
    FakeExchange exchange = fetch("video-4.m4s");

    exchange.disconnect();

    assertThat(stream.listeners()).isZero();
  }
}
