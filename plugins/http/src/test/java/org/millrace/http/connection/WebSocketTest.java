package org.millrace.http.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.millrace.http.WebSocket;
import org.millrace.http.WebSocketFrames;
import org.millrace.http.WebSocketListener;

class WebSocketTest {
  private static final String UPGRADE =
      "GET /ws HTTP/1.1\r\nHost: x\r\nConnection: keep-alive, Upgrade\r\nUpgrade: websocket\r\n"
          + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";

  private final HttpPeer peer = new HttpPeer("maxWebSocketMessage", 200);
  private final List<String> heard = new ArrayList<>();
  private WebSocket socket;

  @AfterEach
  void nothingIsLeft() {
    peer.close();
  }

  private final class Echo implements WebSocketListener {
    @Override
    public List<String> subprotocols() {
      return List.of("flv");
    }

    @Override
    public void onText(WebSocket from, String text) {
      from.sendText(text);
    }

    @Override
    public void onBinary(WebSocket from, ByteBuf payload) {
      from.sendBinary(payload.retainedDuplicate());
    }

    @Override
    public void onClosed() {
      heard.add("closed");
    }
  }

  private void open() {
    peer.serve(HttpMethod.GET, "/ws", exchange -> socket = exchange.acceptWebSocket(new Echo()))
        .send(UPGRADE + "Sec-WebSocket-Protocol: chat, flv\r\n\r\n");
    // The example of RFC 6455 section 1.3.
    assertThat(peer.said())
        .startsWith("HTTP/1.1 101 Switching Protocols\r\n")
        .contains("sec-websocket-accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n")
        .contains("sec-websocket-protocol: flv\r\n")
        .doesNotContain("connection: close");
  }

  /** A frame as clients send it: masked, here with zeros. */
  private static String frame(int firstByte, String payload) {
    return (char) firstByte + "" + (char) (0x80 | payload.length()) + "\0\0\0\0" + payload;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 1000})
  void messagesComeWholeHoweverTheyAreCut(int size) {
    open();
    peer.send(
        frame(0x81, "hi") + frame(0x02, "one ") + frame(0x89, "?") + frame(0x80, "two"), size);

    assertThat(peer.said()).isEqualTo("\u0081\u0002hi\u008A\u0001?\u0082\u0007one two");
  }

  @Test
  void sharedFramesGoOutAsTheyAre() {
    open();
    ByteBuf frames = Unpooled.buffer();
    WebSocketFrames.writeBinaryHeader(frames, 300);
    frames.writeZero(300);
    socket.write(frames);
    socket.flush();

    assertThat(peer.said()).startsWith("\u0082\u007E\u0001\u002C").hasSize(304);
  }

  @Test
  void closeIsAnsweredAndEndsTheConnection() {
    open();
    peer.send(frame(0x88, "\u0003\u00E9bye"));

    assertThat(peer.statistics().openWebSockets()).isZero();
    assertThat(peer.statistics().responses()).containsEntry(101, 1L);
    assertThat(peer.said()).startsWith("\u0088").contains("\u0003\u00E9");
    assertThat(heard).containsExactly("closed");
    assertThat(peer.connection().closeReason()).contains("the peer has closed");
  }

  @Test
  void framesThatAreTooLongUnmaskedOrNoTextEndTheConnection() {
    open();
    peer.send("\u0082\u00FE\u0001\u0000\0\0\0\0");
    // 1009: message too big.
    assertThat(peer.said()).startsWith("\u0088").contains("\u0003\u00F1");
    assertThat(heard).containsExactly("closed");
  }

  @Test
  void unmaskedFramesAreAProtocolError() {
    open();
    peer.send("\u0081\u0002hi");
    assertThat(peer.said()).startsWith("\u0088").contains("\u0003\u00EA");
  }

  @Test
  void messagesInManyFragmentsHaveTheSameLimit() {
    open();
    peer.send(frame(0x02, "x".repeat(120)) + frame(0x00, "x".repeat(120)));
    assertThat(peer.said()).startsWith("\u0088").contains("\u0003\u00F1");
  }

  @Test
  void peersThatDoNotAnswerPingsAreClosed() {
    open();
    passTime(20);
    assertThat(peer.said()).isEqualTo("\u0089\0");
    peer.send(frame(0x8A, ""));
    passTime(20);
    assertThat(peer.said()).isEqualTo("\u0089\0");
    passTime(20);
    assertThat(peer.connection().closeReason()).contains("webSocketPingInterval");
  }

  private void passTime(int seconds) {
    peer.channel().advanceTimeBy(seconds, TimeUnit.SECONDS);
    peer.channel().runScheduledPendingTasks();
  }

  @Test
  void otherVersionsAndOrdinaryRequestsAreToldWhatIsExpected() {
    peer.serve(HttpMethod.GET, "/ws", exchange -> exchange.acceptWebSocket(new Echo()))
        .send("GET /ws HTTP/1.1\r\nHost: x\r\n\r\n");
    assertThat(peer.said())
        .startsWith("HTTP/1.1 426 ")
        .contains("sec-websocket-version: 13\r\n", "application/problem+json");
  }

  @Test
  void pagesOfOtherOriginsOpenNoneUnlessTheyMay() {
    HttpPeer strict = new HttpPeer("corsOrigins", "https://good.example");
    strict
        .serve(HttpMethod.GET, "/ws", exchange -> exchange.acceptWebSocket(new Echo()))
        .send(UPGRADE + "Origin: https://evil.example\r\n\r\n");
    assertThat(strict.said()).startsWith("HTTP/1.1 403 ");
    strict.send(UPGRADE + "Origin: https://good.example\r\n\r\n");
    assertThat(strict.said()).startsWith("HTTP/1.1 101 ");
    strict.close();
  }
}
