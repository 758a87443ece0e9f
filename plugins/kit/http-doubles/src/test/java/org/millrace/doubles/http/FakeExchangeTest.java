package org.millrace.doubles.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.millrace.http.HttpBodyWriter;
import org.millrace.http.HttpException;
import org.millrace.http.HttpReply;
import org.millrace.http.OutputListener;

class FakeExchangeTest {
  private final FakeExchange exchange = new FakeExchange();
  private final List<String> events = new ArrayList<>();

  @Test
  void aReplyIsNotedAndEndsTheExchange() {
    exchange.onEnd(() -> events.add("end"));

    exchange.handledBy(asked -> asked.respond(HttpReply.text("text/plain", "hello")));

    assertThat(exchange.answer().status()).isEqualTo(200);
    assertThat(exchange.answer().header("content-type")).startsWith("text/plain");
    assertThat(exchange.answer().text()).isEqualTo("hello");
    assertThat(events).containsExactly("end");
    assertThat(exchange.answer().isEnded()).isTrue();
  }

  @Test
  void whatAHandlerThrowsIsTheAnswer() {
    exchange.handledBy(
        asked -> {
          throw new HttpException(HttpResponseStatus.CONFLICT, "not now");
        });

    assertThat(exchange.answer().status()).isEqualTo(409);
    assertThat(exchange.answer().problem()).isEqualTo("not now");
  }

  @Test
  void secondAnswersAreErrors() {
    exchange.respond(HttpReply.text("text/plain", "one"));

    assertThatThrownBy(() -> exchange.respond(HttpReply.text("text/plain", "two")))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("answered twice");
  }

  @Test
  void anAnswerInPiecesGoesOnUntilTheClientLeaves() {
    OutputListener listener =
        new OutputListener() {
          @Override
          public void onClosed() {
            events.add("closed");
          }
        };
    HttpBodyWriter body =
        exchange.respondStreaming(HttpResponseStatus.OK, new DefaultHttpHeaders(), listener);
    body.write(Unpooled.wrappedBuffer(new byte[] {'a'}));
    exchange.answer().full(true);

    assertThat(body.isWritable()).isFalse();
    assertThat(exchange.answer().text()).isEqualTo("a");
    assertThat(exchange.answer().isEnded()).isFalse();
    exchange.disconnect();
    assertThat(events).containsExactly("closed");
  }
}
