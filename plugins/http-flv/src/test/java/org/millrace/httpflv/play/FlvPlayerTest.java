package org.millrace.httpflv.play;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.millrace.api.application.Refusal;
import org.millrace.api.media.Codec;
import org.millrace.api.media.DecoderConfig;
import org.millrace.api.media.MediaFrame;
import org.millrace.api.media.MediaTime;
import org.millrace.api.media.Track;
import org.millrace.api.stream.CloseReason;
import org.millrace.api.stream.LiveStream;
import org.millrace.api.stream.StartMode;
import org.millrace.api.stream.Subscription;
import org.millrace.doubles.FakeSubscription;
import org.millrace.doubles.http.FakeExchange;
import org.millrace.http.HttpException;
import org.millrace.http.RawFraming;
import org.millrace.http.live.LiveForm;
import org.millrace.http.live.LivePlayHandler;

class FlvPlayerTest {
  private static final Track VIDEO = Track.Video.of(0, Codec.H265, DecoderConfig.NONE);
  private static final String HEADER = "464c560100000000090000" + "0000";
  private static final Duration WAIT = Duration.ofSeconds(5);

  private final FakeExchange exchange =
      new FakeExchange().with("app", "live").with("stream", "cam");

  @Test
  void streamIsSentAsTagsBehindTheFilesHeader() {
    FakeSubscription stream = play();
    stream.published();
    stream.offer(frame(40, "aabb"));
    stream.offer(frame(0x0123_4567, "cc"));
    assertThat(exchange.answer().status()).isEqualTo(200);
    assertThat(ByteBufUtil.hexDump(exchange.answer().take()))
        .isEqualTo(
            HEADER
                + ("09" + "000007" + "00002800" + "000000" + "b368766331" + "aabb" + "00000012")
                + ("09" + "000006" + "23456701" + "000000" + "b368766331" + "cc" + "00000011"));
  }

  @Test
  void batchIsOneFlush() {
    FakeSubscription stream = play();
    stream.published();
    int before = exchange.answer().flushes();
    stream.offer(frame(0, "aa"), frame(40, "bb"));
    assertThat(exchange.answer().flushes() - before).isEqualTo(1);
  }

  @Test
  void fullSocketIsLeftAloneUntilItHasRoom() {
    FakeSubscription stream = play();
    stream.published();
    exchange.answer().full(true);
    stream.offer(frame(0, "aa"));
    assertThat(stream.left()).isEqualTo(1);
    exchange.answer().full(false);
    assertThat(stream.left()).isZero();
  }

  @Test
  void webSocketHasAMessagePerTag() {
    exchange.asWebSocket();
    FakeSubscription stream = play();
    stream.published();
    stream.offer(frame(0, "aa"), frame(40, "bb".repeat(200)));
    assertThat(exchange.answer().status()).isEqualTo(101);
    assertThat(ByteBufUtil.hexDump(exchange.answer().take()))
        .startsWith("820d" + HEADER + "8215" + "09")
        .contains("827e" + "00dc" + "09");
  }

  @Test
  void chunksHoldATagEach() {
    exchange.inChunks();
    FakeSubscription stream = play();
    stream.published();
    stream.offer(frame(0, "aa"), frame(40, "bb".repeat(200)));
    String sent = exchange.answer().take().toString(StandardCharsets.ISO_8859_1);
    assertThat(sent).startsWith("d\r\nFLV").contains("\r\n15\r\n\t").contains("\r\ndc\r\n\t");
    assertThat(sent).hasSize(13 + 21 + 220 + 5 + 6 + 6).endsWith("\r\n");
  }

  @Test
  void formMayHoldTheBeginBackButNotForLonger() {
    Duration[] rest = {Duration.ofMillis(300)};
    LiveForm patient =
        new LiveForm() {
          private final FlvForm form = new FlvForm(RawFraming.NONE);

          @Override
          public String contentType() {
            return form.contentType();
          }

          @Override
          public Duration holdBack(LiveStream stream) {
            return rest[0];
          }

          @Override
          public ByteBuf poll(Subscription from, int maxBytes) {
            return form.poll(from, maxBytes);
          }
        };
    new LivePlayHandler(WAIT, true, any -> patient).handle(exchange);
    FakeSubscription stream = exchange.application().subscriptions().get(0);
    stream.published();
    stream.offer(frame(0, "aa"));
    assertThat(exchange.answer().status()).isEqualTo(200);
    assertThat(exchange.answer().take().isReadable()).isFalse();
    rest[0] = Duration.ZERO;
    exchange.advance(Duration.ofMillis(301));
    assertThat(exchange.answer().take().readableBytes()).isEqualTo(13 + 11 + 6 + 4);
  }

  @Test
  void streamThatIsNotLiveIsWaitedFor() {
    FakeSubscription stream = playNothing();
    exchange.advance(Duration.ofSeconds(4));
    assertThat(exchange.answer().status()).isZero();
    stream.published();
    exchange.advance(Duration.ofMinutes(1));
    assertThat(exchange.answer().status()).isEqualTo(200);
  }

  @Test
  void streamThatDoesNotComeIsNotFound() {
    FakeSubscription stream = playNothing();
    exchange.advance(WAIT);
    assertThat(exchange.answer().status()).isEqualTo(404);
    assertThat(exchange.answer().problem()).isEqualTo("cam is not live");
    assertThat(stream.isClosed()).isTrue();
  }

  @Test
  void answerEndsWithTheStreamAndAllThatItLeft() {
    FakeSubscription stream = play();
    stream.published();
    exchange.answer().full(true);
    stream.offer(frame(0, "aa"));
    stream.unpublished();
    assertThat(exchange.answer().closeReason()).isEmpty();
    exchange.answer().full(false);
    assertThat(exchange.answer().take().readableBytes()).isEqualTo(13 + 11 + 6 + 4);
    assertThat(exchange.answer().closeReason()).isEqualTo("the stream has ended");
    assertThat(exchange.answer().isWhole()).as("whole").isTrue();
    assertThat(stream.isClosed()).isTrue();
  }

  @Test
  void publisherThatComesBackMeanwhileIsGoneOnWith() {
    FakeSubscription stream = play();
    stream.published();
    exchange.answer().full(true);
    stream.offer(frame(0, "aa"));
    stream.unpublished();
    stream.published();
    exchange.answer().full(false);
    assertThat(exchange.answer().closeReason()).isEmpty();
  }

  @Test
  void webSocketIsToldWhyItEnds() {
    exchange.asWebSocket();
    FakeSubscription stream = play();
    stream.published();
    stream.unpublished();
    assertThat(exchange.answer().closeCode()).isEqualTo(1000);
  }

  @Test
  void slowPlayerIsClosedByTheHost() {
    FakeSubscription stream = play();
    stream.published();
    stream.end(CloseReason.TOO_SLOW);
    assertThat(exchange.answer().closeReason()).isEqualTo("playing has ended: TOO_SLOW");
    assertThat(exchange.answer().isWhole()).as("whole").isFalse();
  }

  @Test
  void hostThatStopsTellsThoseWhoWait() {
    playNothing().end(CloseReason.SHUTDOWN);
    assertThat(exchange.answer().status()).isEqualTo(503);
  }

  @Test
  void viewerThatGoesLeavesTheStream() {
    FakeSubscription stream = play();
    stream.published();
    exchange.disconnect();
    assertThat(stream.isClosed()).isTrue();
  }

  @Test
  void refusedPlayersGetTheReason() {
    exchange.application().refuse(Refusal.NOT_ALLOWED, "not today");
    handler(true).handle(exchange);
    assertThat(exchange.answer().status()).isEqualTo(403);
    assertThat(exchange.answer().problem()).isEqualTo("not today");
  }

  @Test
  void viewerMayGoWhileTheApplicationThinks() {
    CompletableFuture<Void> decision = new CompletableFuture<>();
    exchange.application().decideAfter(decision);
    handler(true).handle(exchange);
    exchange.disconnect();
    decision.complete(null);
    exchange.advance(WAIT);
    assertThat(exchange.application().subscriptions())
        .singleElement()
        .satisfies(stream -> assertThat(stream.isClosed()).isTrue());
  }

  @Test
  void queryMaySayWhereToStart() {
    exchange.asking("start", "catchup").asking("token", "x");
    play();
    assertThat(exchange.application().playOptions())
        .singleElement()
        .satisfies(options -> assertThat(options.startMode()).isEqualTo(StartMode.CATCHUP));
    assertThat(exchange.application().playRequests().get(0).parameters())
        .containsEntry("token", "x");
  }

  @Test
  void querySaysNothingWhereItMayNot() {
    exchange.asking("start", "catchup");
    handler(false).handle(exchange);
    assertThat(exchange.application().playOptions().get(0).startMode()).isNull();
  }

  @Test
  void unknownStartIsABadRequest() {
    exchange.asking("start", "middle");
    assertThatThrownBy(() -> handler(true).handle(exchange))
        .isInstanceOf(HttpException.class)
        .hasMessage("start: middle (expected: keyframe, gop or catchup)");
  }

  private FakeSubscription playNothing() {
    exchange.application().playNothing();
    return play();
  }

  private FakeSubscription play() {
    handler(true).handle(exchange);
    return exchange.application().subscriptions().get(0);
  }

  private static LivePlayHandler handler(boolean mayChooseStart) {
    return new LivePlayHandler(
        WAIT, mayChooseStart, exchange -> new FlvForm(exchange.rawFraming()));
  }

  private static MediaFrame frame(int millis, String payload) {
    long time = MediaTime.ofMillis(Integer.toUnsignedLong(millis));
    return MediaFrame.of(
        VIDEO,
        time,
        time,
        MediaFrame.DISCARDABLE,
        Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(payload)));
  }
}
