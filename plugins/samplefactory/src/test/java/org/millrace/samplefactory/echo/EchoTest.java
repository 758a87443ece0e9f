package org.millrace.samplefactory.echo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.TooLongFrameException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.millrace.samplefactory.FakeConnection;

class EchoTest {
  private final FakeConnection lines =
      new FakeConnection(
          new EchoProtocol(), "echoProtocol", Map.of("maxLineBytes", FakeConnection.number(8)));

  private final FakeConnection http =
      new FakeConnection(
          new EchoProtocol(),
          "httpEchoProtocol",
          Map.of(
              "maxHeaderBytes", FakeConnection.number(200),
              "maxBodyBytes", FakeConnection.number(5)));

  @AfterEach
  void nothingIsLeft() {
    assertThat(lines.channel().finish()).isFalse();
    assertThat(http.channel().finish()).isFalse();
  }

  @Test
  void linesAreAnsweredWhole() {
    send(lines, "one\ntw");
    assertThat(said(lines)).isEqualTo("ECHO one\n");

    send(lines, "o\r\n");
    assertThat(said(lines)).isEqualTo("ECHO two\r\n");
  }

  @Test
  void aLineThatIsTooLongIsThePeersFault() {
    assertThatExceptionOfType(TooLongFrameException.class)
        .isThrownBy(() -> send(lines, "123456789"));
  }

  @Test
  void whoSaysNothingIsClosed() {
    lines.channel().freezeTime();
    lines.channel().advanceTimeBy(59, TimeUnit.SECONDS);
    lines.channel().runScheduledPendingTasks();
    assertThat(lines.closedBecause()).isEmpty();

    lines.channel().advanceTimeBy(2, TimeUnit.SECONDS);
    lines.channel().runScheduledPendingTasks();
    assertThat(lines.closedBecause()).contains("idleTimeout");
  }

  @Test
  void whoDoesNotReadIsNotHeard() {
    EmbeddedChannel channel = lines.channel();
    channel.unsafe().outboundBuffer().setUserDefinedWritability(1, false);
    channel.runPendingTasks();
    assertThat(channel.config().isAutoRead()).isFalse();

    channel.unsafe().outboundBuffer().setUserDefinedWritability(1, true);
    channel.runPendingTasks();
    assertThat(channel.config().isAutoRead()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 1000})
  void bodiesAreAnsweredHoweverTheyComeCut(int size) {
    ByteBuf request =
        Unpooled.copiedBuffer(
            "POST / HTTP/1.1\r\nContent-Length: 5\r\n\r\nhello".repeat(2),
            StandardCharsets.US_ASCII);
    while (request.isReadable()) {
      http.channel()
          .writeInbound(request.readRetainedSlice(Math.min(size, request.readableBytes())));
    }
    request.release();

    assertThat(said(http).split("HTTP/1.1 200 OK", -1))
        .hasSize(3)
        .satisfies(parts -> assertThat(parts[1]).endsWith("\r\n\r\nECHO hello"))
        .satisfies(parts -> assertThat(parts[2]).endsWith("\r\n\r\nECHO hello"));
    assertThat(http.channel().isOpen()).isTrue();
  }

  @Test
  void aRequestWithoutBodyIsAnswered() {
    send(http, "GET / HTTP/1.1\r\nConnection: close\r\n\r\n");

    assertThat(said(http)).contains("connection: close").endsWith("\r\n\r\nECHO ");
    assertThat(http.channel().isOpen()).isFalse();
  }

  @Test
  void otherMethodsAreRefused() {
    send(http, "DELETE / HTTP/1.1\r\n\r\n");

    assertThat(said(http)).startsWith("HTTP/1.1 405 ").contains("allow: GET, POST");
  }

  @Test
  void aBodyThatIsTooLongIsRefused() {
    send(http, "POST / HTTP/1.1\r\nContent-Length: 6\r\n\r\n");

    assertThat(said(http)).startsWith("HTTP/1.1 413 ");
  }

  @Test
  void aRequestLineThatIsTooLongIsRefused() {
    send(http, "GET /" + "a".repeat(300) + " HTTP/1.1\r\n\r\n");

    assertThat(said(http)).startsWith("HTTP/1.1 414 ");
    assertThat(http.closedBecause()).startsWith("HTTP: ");
  }

  @Test
  void headerFieldsThatAreTooLongAreRefused() {
    send(http, "GET / HTTP/1.1\r\na: " + "a".repeat(300) + "\r\n\r\n");

    assertThat(said(http)).startsWith("HTTP/1.1 431 ");
    assertThat(http.closedBecause()).startsWith("HTTP: ");
  }

  @Test
  void whatIsNoHttpIsRefused() {
    send(http, "hello\r\n\r\n");

    assertThat(said(http)).startsWith("HTTP/1.1 400 ");
    assertThat(http.closedBecause()).startsWith("HTTP: ");
  }

  private static void send(FakeConnection connection, String text) {
    connection.channel().writeInbound(Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII));
  }

  /** All that has been sent. */
  private static String said(FakeConnection connection) {
    StringBuilder text = new StringBuilder();
    ByteBuf part = connection.channel().readOutbound();
    while (part != null) {
      text.append(part.toString(StandardCharsets.US_ASCII));
      part.release();
      part = connection.channel().readOutbound();
    }
    return text.toString();
  }
}
