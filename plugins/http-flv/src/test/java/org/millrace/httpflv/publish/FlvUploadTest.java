package org.millrace.httpflv.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.millrace.api.application.Refusal;
import org.millrace.api.stream.CloseReason;
import org.millrace.doubles.FakePublication;
import org.millrace.doubles.http.FakeExchange;

class FlvUploadTest {
  private static final String HEADER = "464c5601050000000900000000";
  private static final String KEY_FRAME =
      "09" + "00000a" + "00002800" + "000000" + "17010000280000000165" + "00000015";

  private final FakeExchange exchange =
      new FakeExchange().with("app", "live").with("stream", "cam");

  @Test
  void bodyIsPublished() {
    FakePublication stream = publish();
    receive(HEADER + KEY_FRAME + KEY_FRAME);
    assertThat(stream.frames()).hasSize(2);
    assertThat(exchange.application().publishRequests().get(0).stream()).isEqualTo("cam");
  }

  @Test
  void bytesMayComeOneByOne() {
    FakePublication stream = publish();
    for (byte octet : ByteBufUtil.decodeHexDump(HEADER + KEY_FRAME)) {
      exchange.receive(Unpooled.buffer().writeByte(octet));
    }
    assertThat(stream.frames()).hasSize(1);
  }

  @Test
  void endOfTheBodyEndsTheStreamWell() {
    FakePublication stream = publish();
    receive(HEADER + KEY_FRAME);
    exchange.receiveEnd();
    assertThat(exchange.answer().status()).isEqualTo(204);
    assertThat(stream.closed()).contains(CloseReason.CLIENT);
  }

  @Test
  void bodyIsHeldBackWhileTheApplicationThinks() {
    CompletableFuture<Void> decision = new CompletableFuture<>();
    exchange.application().decideAfter(decision);
    new PublishHandler(1_024).handle(exchange);
    assertThat(exchange.isRead()).isFalse();
    decision.complete(null);
    assertThat(exchange.isRead()).isTrue();
  }

  @Test
  void refusalsHaveTheirStatus() {
    exchange.application().refuse(Refusal.BUSY, "live/cam is already published");
    new PublishHandler(1_024).handle(exchange);
    assertThat(exchange.answer().status()).isEqualTo(409);
    assertThat(exchange.isRead()).isFalse();
  }

  @Test
  void bodyThatIsNoFlvIsABadRequest() {
    FakePublication stream = publish();
    receive("000000000000000000");
    assertThat(exchange.answer().status()).isEqualTo(400);
    assertThat(exchange.answer().problem()).isEqualTo("FLV signature: 000000 (expected: 464c56)");
    assertThat(stream.closed()).contains(CloseReason.FAILED);
  }

  @Test
  void emptyBodyIsABadRequest() {
    publish();
    exchange.receiveEnd();
    assertThat(exchange.answer().status()).isEqualTo(400);
  }

  @Test
  void longTagsAreABadRequest() {
    publish();
    receive(HEADER + "08" + "000401" + "00000000" + "000000");
    assertThat(exchange.answer().problem()).isEqualTo("tag: 1025 bytes (expected: at most 1024)");
  }

  @Test
  void lostConnectionEndsTheStream() {
    FakePublication stream = publish();
    receive(HEADER + KEY_FRAME.substring(0, 30));
    exchange.disconnect();
    assertThat(stream.closed()).contains(CloseReason.DISCONNECTED);
  }

  @Test
  void encoderIsToldThatTheHostHasEndedTheStream() {
    FakePublication stream = publish();
    receive(HEADER + KEY_FRAME);
    stream.kick();
    assertThat(exchange.answer().status()).isEqualTo(403);
    assertThat(exchange.answer().problem()).isEqualTo("the stream was ended: KICKED");
    assertThat(exchange.isRead()).isFalse();
  }

  private FakePublication publish() {
    new PublishHandler(1_024).handle(exchange);
    return exchange.application().publications().get(0);
  }

  private void receive(String hex) {
    exchange.receive(Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(hex)));
  }
}
