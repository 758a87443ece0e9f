package org.millrace.http.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.millrace.http.HttpBodyFlow;
import org.millrace.http.HttpBodyReader;
import org.millrace.http.HttpBodyWriter;
import org.millrace.http.HttpExchange;
import org.millrace.http.HttpReply;
import org.millrace.http.OutputListener;
import org.millrace.http.RawStream;

class HttpConnectionTest {
  private final HttpPeer peer =
      new HttpPeer(
          "maxRequestLine", 300,
          "maxHeaderBytes", 2000,
          "maxHeaderFields", 20,
          "maxPipelinedRequests", 3,
          "maxRequestsPerConnection", 10,
          "maxUnreadBody", 100);

  private final List<HttpExchange> asked = new ArrayList<>();

  @AfterEach
  void nothingIsLeft() {
    peer.close();
  }

  private static String get(String path) {
    return "GET " + path + " HTTP/1.1\r\n" + HttpPeer.HOST + "\r\n";
  }

  private void serveEcho() {
    peer.serve(
        HttpMethod.POST,
        "/echo/{name}",
        exchange ->
            exchange
                .body(100)
                .thenAccept(body -> exchange.respond(HttpReply.bytes("text/plain", body)))
                .exceptionally(
                    failure -> {
                      exchange.fail(failure);
                      return null;
                    }));
  }

  private void serveNames() {
    peer.serve(
        HttpMethod.GET,
        "/{name}",
        exchange ->
            exchange.respond(HttpReply.text("text/plain", exchange.pathParameter("name") + ".")));
  }

  private void serveLater() {
    peer.serve(HttpMethod.GET, "/{name}", asked::add);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 10_000})
  void requestsAreAnsweredHoweverTheyComeCut(int size) {
    serveEcho();
    peer.send("POST /echo/a HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello", size)
        .send(
            "POST /echo/b HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "2\r\nwo\r\n3\r\nrld\r\n0\r\n\r\n",
            size);

    assertThat(peer.said())
        .matches("(?s)HTTP/1.1 200 OK\r\n.*\r\n\r\nhelloHTTP/1.1 200 OK\r\n.*\r\n\r\nworld");
  }

  @Test
  void requestsSentAheadAreAnsweredInTheirOrder() {
    serveLater();
    peer.send(get("/a") + get("/b"));
    assertThat(asked).hasSize(1);
    assertThat(peer.channel().config().isAutoRead()).isFalse();

    asked.get(0).respond(HttpReply.text("text/plain", "one"));
    assertThat(asked).hasSize(2);
    asked.get(1).respond(HttpReply.text("text/plain", "two"));
    assertThat(peer.said()).matches("(?s).*one.*two");
    assertThat(peer.channel().config().isAutoRead()).isTrue();
  }

  @Test
  void tooManyRequestsSentAheadEndTheConnection() {
    serveLater();
    peer.send(get("/a").repeat(5));

    assertThat(peer.connection().closeReason()).contains("maxPipelinedRequests");
  }

  @Test
  void aConnectionHasSoManyRequestsAndNoMore() {
    serveNames();
    for (int i = 0; i < 9; i++) {
      assertThat(peer.send(get("/a")).said()).doesNotContain("connection:");
    }
    assertThat(peer.send(get("/a")).said()).contains("connection: close");
    assertThat(peer.connection().closeReason()).contains("maxRequestsPerConnection");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
        "Content-Length: -5\r\n\r\nhello",
        "Content-Length: +5\r\n\r\nhello",
        "Content-Length : 5\r\n\r\nhello",
        "Transfer-Encoding: chunked\r\n\r\nxyz\r\nhello\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\n-1\r\nhello\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked, identity\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
        "Host: y\r\nContent-Length: 5\r\n\r\nhello",
        "X: a\0b\r\nContent-Length: 5\r\n\r\nhello",
      })
  void whatTwoServersCouldReadInTwoWaysIsRefused(String rest) {
    serveEcho();
    peer.send("POST /echo/a HTTP/1.1\r\nHost: x\r\n" + rest + get("/echo/smuggled"));

    String said = peer.said();
    assertThat(said).startsWith("HTTP/1.1 400 ").contains("connection: close");
    assertThat(said.split("HTTP/1.1 ", -1)).hasSize(2);
    assertThat(peer.channel().isActive()).isFalse();
  }

  @Test
  void headsHaveTheirLimits() {
    assertThat(firstAnswer("GET /" + "a".repeat(400) + " HTTP/1.1\r\n\r\n"))
        .startsWith("HTTP/1.1 414 ");
    assertThat(firstAnswer("GET / HTTP/1.1\r\nHost: x\r\nX: " + "a".repeat(3000) + "\r\n\r\n"))
        .startsWith("HTTP/1.1 431 ");
    assertThat(firstAnswer("GET / HTTP/1.1\r\nHost: x\r\n" + "A: b\r\n".repeat(25) + "\r\n"))
        .startsWith("HTTP/1.1 431 ");
    assertThat(firstAnswer("GET / HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 400 ");
    assertThat(firstAnswer("nonsense\r\n\r\n")).startsWith("HTTP/1.1 400 ");
  }

  private static String firstAnswer(String request) {
    try (HttpPeer other =
        new HttpPeer("maxRequestLine", 300, "maxHeaderBytes", 2000, "maxHeaderFields", 20)) {
      return other.send(request).said();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/a/../b",
        "/..",
        "/%2e%2e/b",
        "/a%2fb",
        "/a%5Cb",
        "/a\\b",
        "/a%00",
        "/a//b",
        "/%zz",
        "/./a",
        "/%c0%ae",
        "a",
        "/a#b"
      })
  void pathsThatAreTricksAreRefused(String path) {
    serveNames();
    assertThat(peer.send(get(path)).said()).startsWith("HTTP/1.1 400 ");
  }

  @Test
  void whatIsNotThereIsToldSo() {
    serveNames();
    assertThat(peer.send(get("/a/b")).said()).startsWith("HTTP/1.1 404 ");
    assertThat(peer.send("PUT /a HTTP/1.1\r\nHost: x\r\n\r\n").said())
        .startsWith("HTTP/1.1 405 ")
        .contains("allow: GET, HEAD, OPTIONS\r\n");
    assertThat(peer.send("OPTIONS /a HTTP/1.1\r\nHost: x\r\n\r\n").said())
        .startsWith("HTTP/1.1 204 ")
        .contains("allow: GET, HEAD, OPTIONS\r\n")
        .doesNotContain("content-length");
  }

  @Test
  void pagesOfOtherOriginsAreToldThatTheyMay() {
    serveNames();
    assertThat(
            peer.send(
                    "OPTIONS /a HTTP/1.1\r\nHost: x\r\nOrigin: https://page.example\r\n"
                        + "Access-Control-Request-Method: GET\r\n"
                        + "Access-Control-Request-Headers: range\r\n\r\n")
                .said())
        .contains(
            "access-control-allow-origin: *\r\n",
            "access-control-allow-methods: GET, HEAD, OPTIONS\r\n",
            "access-control-allow-headers: range\r\n");
    assertThat(peer.send(get("/a")).said()).contains("access-control-allow-origin: *\r\n");
  }

  @Test
  void headHasTheFieldsAndNoBody() {
    serveNames();
    assertThat(peer.send("HEAD /abc HTTP/1.1\r\nHost: x\r\n\r\n").said())
        .contains("content-length: 4\r\n")
        .endsWith("\r\n\r\n");
    assertThat(peer.send(get("/abc")).said()).endsWith("\r\n\r\nabc.");
  }

  @Test
  void oldClientsAreClosedUnlessTheyAskToStay() {
    serveNames();
    assertThat(peer.send("GET /a HTTP/1.0\r\nConnection: keep-alive\r\n\r\n").said())
        .contains("connection: keep-alive");
    assertThat(peer.channel().isActive()).isTrue();
    peer.send("GET /a HTTP/1.0\r\n\r\n");
    assertThat(peer.channel().isActive()).isFalse();
  }

  @Test
  void bodiesHaveTheHandlersLimit() {
    serveEcho();
    peer.send("POST /echo/a HTTP/1.1\r\nHost: x\r\nContent-Length: 101\r\n\r\n" + "x".repeat(101));
    assertThat(peer.said()).startsWith("HTTP/1.1 413 ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"fffffffffffffffff\r\n", "-1\r\n", "2;", "0\r\nX: "})
  void chunksThatAreTooLongOrMalformedAreRefused(String chunk) {
    serveEcho();
    String flood = chunk.endsWith("\n") ? "" : "a".repeat(20_000);
    peer.send(
        "POST /echo/a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
            + chunk
            + flood
            + "\r\n\r\n");
    assertThat(peer.said()).startsWith("HTTP/1.1 400 ");
    assertThat(peer.channel().isActive()).isFalse();
  }

  @Test
  void clientsThatAskWhetherToSendAreTold() {
    serveEcho();
    peer.send(
        "POST /echo/a HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
    assertThat(peer.said()).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
    assertThat(peer.send("ok").said()).startsWith("HTTP/1.1 200 ").endsWith("ok");

    peer.send(
        "POST /none HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
    assertThat(peer.said()).startsWith("HTTP/1.1 404 ").contains("connection: close");
  }

  @Test
  void bodiesThatNobodyWantsAreReadUpToALimit() {
    serveNames();
    assertThat(peer.send("POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 90\r\n\r\n").said())
        .startsWith("HTTP/1.1 405 ");
    assertThat(peer.send("x".repeat(90) + get("/a")).said()).startsWith("HTTP/1.1 200 ");

    peer.send("POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n" + "x".repeat(200));
    assertThat(peer.connection().closeReason()).contains("maxUnreadBody");
  }

  private void passSeconds(int seconds) {
    peer.channel().advanceTimeBy(seconds, TimeUnit.SECONDS);
    peer.channel().runScheduledPendingTasks();
  }

  @Test
  void whoAsksForNothingIsClosed() {
    serveNames();
    passSeconds(59);
    peer.send(get("/a")).said();
    passSeconds(59);
    assertThat(peer.channel().isActive()).isTrue();
    passSeconds(2);
    assertThat(peer.connection().closeReason()).contains("idleTimeout");
  }

  @Test
  void headsThatDripAreClosed() {
    peer.send("GET / HTTP/1.1\r\n");
    for (int i = 0; i < 9; i++) {
      passSeconds(1);
      peer.send("X" + i + ": y\r\n");
    }
    assertThat(peer.channel().isActive()).isTrue();
    passSeconds(1);
    assertThat(peer.connection().closeReason()).contains("headerTimeout");
  }

  @Test
  void bodiesThatDripAreToldAndClosed() {
    serveEcho();
    peer.send("POST /echo/a HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n");
    for (int i = 0; i < 19; i++) {
      passSeconds(1);
      peer.send("x");
    }
    assertThat(peer.said()).isEmpty();
    passSeconds(1);
    assertThat(peer.said()).startsWith("HTTP/1.1 408 ");
    assertThat(peer.connection().closeReason()).contains("minBodyRate");
  }

  @Test
  void bodiesThatComeFastEnoughMayTakeLong() {
    Upload upload = new Upload();
    peer.serve(HttpMethod.PUT, "/up", exchange -> upload.flow = exchange.body(upload));
    peer.send("PUT /up HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
    for (int i = 0; i < 100; i++) {
      passSeconds(1);
      peer.send("C8\r\n" + "x".repeat(200) + "\r\n");
    }
    assertThat(upload.text).hasSize(20_000);
    peer.send("zz\r\n");
    assertThat(upload.text.toString()).endsWith("aborted");
  }

  /** Takes a body as it comes. */
  private static final class Upload implements HttpBodyReader {
    private final StringBuilder text = new StringBuilder();
    private HttpBodyFlow flow;

    @Override
    public void onBytes(ByteBuf bytes) {
      text.append(bytes.toString(StandardCharsets.US_ASCII));
    }

    @Override
    public void onEnd() {
      text.append("end");
    }

    @Override
    public void onAborted(String reason) {
      text.append("aborted");
    }
  }

  @Test
  void uploadsAreHeldBack() {
    Upload upload = new Upload();
    peer.serve(HttpMethod.PUT, "/up", exchange -> upload.flow = exchange.body(upload));
    peer.send("PUT /up HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\nab");
    upload.flow.pause();
    assertThat(peer.channel().config().isAutoRead()).isFalse();
    upload.flow.resume();
    assertThat(peer.channel().config().isAutoRead()).isTrue();
    assertThat(peer.send("cd").said()).isEmpty();
    assertThat(upload.text.toString()).isEqualTo("abcdend");
  }

  @Test
  void answersInPiecesAreChunked() {
    List<String> told = new ArrayList<>();
    peer.serve(
        HttpMethod.GET,
        "/events",
        exchange -> {
          HttpBodyWriter body =
              exchange.respondStreaming(
                  HttpResponseStatus.OK,
                  EmptyHttpHeaders.INSTANCE,
                  new OutputListener() {
                    @Override
                    public void onClosed() {
                      told.add("closed");
                    }
                  });
          body.write(Unpooled.copiedBuffer("one", StandardCharsets.US_ASCII));
          body.flush();
          body.end();
          body.write(Unpooled.copiedBuffer("late", StandardCharsets.US_ASCII));
        });
    assertThat(peer.send(get("/events")).said()).endsWith("\r\n\r\n3\r\none\r\n0\r\n\r\n");
    assertThat(told).containsExactly("closed");
    assertThat(peer.send("HEAD /events HTTP/1.1\r\nHost: x\r\n\r\n").said()).endsWith("\r\n\r\n");
    assertThat(peer.send("GET /events HTTP/1.0\r\n\r\n").said())
        .contains("connection: close")
        .endsWith("\r\n\r\none");
  }

  @Test
  void rawAnswersGoOutAsTheyAreAndWithoutCodecs() {
    RawStream stream = raw("GET /live HTTP/1.0\r\n\r\nwhatever follows");
    stream.write(Unpooled.copiedBuffer("FLV", StandardCharsets.US_ASCII));
    stream.flush();

    assertThat(peer.said())
        .contains("connection: close")
        .doesNotContain("transfer-encoding")
        .endsWith("\r\n\r\nFLV");
    assertThat(peer.channel().pipeline().names()).noneMatch(name -> name.startsWith("httpD"));
    stream.end("enough");
    stream.write(Unpooled.copiedBuffer("late", StandardCharsets.US_ASCII));
    assertThat(peer.said()).isEmpty();
  }

  @Test
  void rawAnswersInChunksSayWhetherTheyAreWhole() {
    raw(get("/live")).end("the stream has ended");
    assertThat(peer.said()).endsWith("0\r\n\r\n").contains("transfer-encoding: chunked");
    assertThat(peer.connection().closeReason()).isEqualTo("the stream has ended");
  }

  @Test
  void rawAnswersInChunksThatAreCutOffHaveNoLastChunk() {
    RawStream stream = raw(get("/live"));
    stream.flush();
    stream.close("too slow");
    assertThat(peer.said()).contains("transfer-encoding: chunked").endsWith("\r\n\r\n");
  }

  private RawStream raw(String request) {
    List<RawStream> streams = new ArrayList<>();
    peer.serve(
        HttpMethod.GET,
        "/live",
        exchange ->
            streams.add(
                exchange.respondRaw(
                    HttpResponseStatus.OK, EmptyHttpHeaders.INSTANCE, OutputListener.NONE)));
    peer.send(request);
    return streams.get(0);
  }

  @Test
  void handlersThatFailAreStatus500AndTellNothing() {
    peer.serve(
        HttpMethod.GET,
        "/bug",
        exchange -> {
          throw new IllegalStateException("secret");
        });
    assertThat(peer.send(get("/bug")).said()).startsWith("HTTP/1.1 500 ").doesNotContain("secret");
  }

  @Test
  void clientsOfApplicationsEndWithTheirExchange() {
    peer.serve(
        HttpMethod.GET,
        "/{application}",
        exchange ->
            exchange
                .client(exchange.pathParameter("application"))
                .thenAccept(client -> asked.add(exchange)));
    peer.send(get("/live?token=a%20b"));
    assertThat(peer.connection().request().orElseThrow().parameters())
        .containsEntry("token", "a b");
    assertThat(peer.connection().client().isClosed()).isFalse();

    asked.get(0).respond(HttpReply.of(HttpResponseStatus.NO_CONTENT));
    assertThat(peer.connection().client().isClosed()).isTrue();
  }
}
