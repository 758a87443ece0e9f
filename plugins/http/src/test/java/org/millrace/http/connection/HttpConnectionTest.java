package org.millrace.http.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.HttpMethod;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.millrace.http.HttpReply;

class HttpConnectionTest {
  private final HttpPeer peer = new HttpPeer();

  @AfterEach
  void nothingIsLeft() {
    peer.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 10_000})
  void requestsAreAnsweredHoweverTheyComeCut(int size) {
    peer.serve(
            HttpMethod.POST,
            "/echo/{name}",
            exchange ->
                exchange
                    .body(100)
                    .thenAccept(
                        body ->
                            exchange.respond(
                                HttpReply.bytes("text/x-" + exchange.pathParameter("name"), body))))
        .send("POST /echo/a HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello", size)
        .send(
            "POST /echo/b HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nwo\r\n3\r\nrld\r\n0\r\n\r\n",
            size);

    assertThat(peer.said())
        .matches("(?s)HTTP/1.1 200 OK\r\n.*text/x-a.*hello.*HTTP/1.1 200 OK\r\n.*text/x-b.*world");
  }
}
