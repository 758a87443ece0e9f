package org.millrace.http.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.millrace.http.Access;
import org.millrace.http.AdminRequest;
import org.millrace.http.AdminRequests;
import org.millrace.http.HttpReply;
import org.millrace.http.PathPattern;
import org.millrace.http.Route;

class AdminRouteTest {
  private static final String TOKEN = "0123456789abcdef";
  private static final String AUTHORIZED = "Authorization: Bearer " + TOKEN + "\r\n";

  private final HttpPeer peer = new HttpPeer("adminToken", TOKEN, "maxTokenFailures", 3);

  @BeforeEach
  void administrationIsThere() {
    peer.connection().from(new InetSocketAddress("127.0.0.1", 50_000));
    peer.mount(
        new Route(Set.of(HttpMethod.GET, HttpMethod.POST), PathPattern.of("/admin"), Access.ADMIN),
        exchange -> exchange.respond(HttpReply.text("text/plain", "welcome")));
    peer.serve(
        HttpMethod.POST,
        "/login/{token}",
        exchange ->
            exchange.respond(
                HttpReply.of(HttpResponseStatus.NO_CONTENT)
                    .with(
                        HttpHeaderNames.SET_COOKIE,
                        peer.guard().openSession(exchange, exchange.pathParameter("token")))));
  }

  @AfterEach
  void nothingIsLeft() {
    peer.close();
  }

  private String ask(String method, String fields) {
    return peer.send(
            method
                + " /admin HTTP/1.1\r\n"
                + (fields.contains("Host:") ? "" : HttpPeer.HOST)
                + fields
                + "Content-Length: 0\r\n\r\n")
        .said();
  }

  private String logIn() {
    String answer =
        peer.send("POST /login/" + TOKEN + " HTTP/1.1\r\n" + HttpPeer.HOST + "\r\n").said();
    assertThat(answer).contains("HttpOnly", "SameSite=Strict", "Path=/");
    int start = answer.indexOf("millrace_session=");
    return "Cookie: " + answer.substring(start, answer.indexOf(';', start)) + "\r\n";
  }

  @Test
  void theTokenOpens() {
    assertThat(ask("GET", AUTHORIZED)).startsWith("HTTP/1.1 200 ").endsWith("welcome");
    assertThat(ask("GET", ""))
        .startsWith("HTTP/1.1 401 ")
        .contains("www-authenticate: Bearer", "application/problem+json");
    assertThat(ask("GET", "Authorization: Bearer 0123456789abcdeX\r\n"))
        .startsWith("HTTP/1.1 401 ");
    assertThat(ask("GET", "Authorization: Basic " + TOKEN + "\r\n")).startsWith("HTTP/1.1 401 ");
  }

  @Test
  void wrongTokensAreLimitedAndThenTheRightOneWaits() {
    for (int i = 0; i < 3; i++) {
      assertThat(ask("GET", "Authorization: Bearer wrong\r\n")).startsWith("HTTP/1.1 401 ");
    }
    assertThat(ask("GET", AUTHORIZED)).startsWith("HTTP/1.1 429 ").contains("retry-after: 60");

    peer.channel().advanceTimeBy(60, TimeUnit.SECONDS);
    assertThat(ask("GET", AUTHORIZED)).startsWith("HTTP/1.1 200 ");
  }

  @Test
  void observersAreToldOfTheAdministratorsRequestsAndOfNoOthers() {
    List<AdminRequest> seen = new ArrayList<>();
    AdminRequests.Observation observation = peer.adminWatch().observe(seen::add);
    peer.serve(
        HttpMethod.GET, "/open", exchange -> exchange.respond(HttpReply.text("text/plain", "")));

    ask("GET", AUTHORIZED + "traceparent: 00-1-2-01\r\n");
    ask("POST", "");
    peer.send("GET /open HTTP/1.1\r\n" + HttpPeer.HOST + "\r\n").said();
    observation.close();
    ask("GET", AUTHORIZED);

    assertThat(seen)
        .extracting(AdminRequest::method, AdminRequest::status, AdminRequest::traceparent)
        .containsExactly(
            tuple(HttpMethod.GET, 200, Optional.of("00-1-2-01")),
            tuple(HttpMethod.POST, 401, Optional.empty()));
    assertThat(seen).allSatisfy(request -> assertThat(request.route()).hasToString("/admin"));
  }

  @Test
  void anObserverThatFailsSpoilsNoAnswer() {
    peer.adminWatch()
        .observe(
            request -> {
              throw new IllegalStateException("bug");
            });
    assertThat(ask("GET", AUTHORIZED)).endsWith("welcome");
    assertThat(ask("GET", AUTHORIZED)).endsWith("welcome");
  }

  @Test
  void otherMachinesAreNotTheAdministrators() {
    peer.connection().from(new InetSocketAddress("192.0.2.7", 50_000));
    assertThat(ask("GET", AUTHORIZED)).startsWith("HTTP/1.1 403 ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1:8080", "[::1]:8080", "localhost", "LOCALHOST:1"})
  void ownNamesAreKnown(String host) {
    assertThat(ask("GET", "Host: " + host + "\r\n" + AUTHORIZED)).startsWith("HTTP/1.1 200 ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"evil.example", "127.0.0.1.evil.example:8080", "localhost.evil.example", ""})
  void namesThatOthersMayHaveMadeLeadNowhere(String host) {
    assertThat(ask("GET", "Host: " + host + "\r\n" + AUTHORIZED)).startsWith("HTTP/1.1 403 ");
  }

  @Test
  void sessionsOpenForOwnPagesAlone() {
    String cookie = logIn();
    assertThat(ask("GET", cookie)).startsWith("HTTP/1.1 200 ");
    assertThat(ask("POST", cookie + "Origin: http://localhost\r\n")).startsWith("HTTP/1.1 200 ");
    assertThat(ask("POST", cookie)).startsWith("HTTP/1.1 403 ");
    assertThat(ask("POST", cookie + "Origin: http://evil.example\r\n")).startsWith("HTTP/1.1 403 ");
    assertThat(ask("GET", cookie + "Origin: http://localhost:3000\r\n"))
        .startsWith("HTTP/1.1 403 ");
    assertThat(ask("GET", cookie + "Sec-Fetch-Site: same-site\r\n")).startsWith("HTTP/1.1 403 ");
    assertThat(ask("GET", cookie + "Sec-Fetch-Site: same-origin\r\n")).startsWith("HTTP/1.1 200 ");
  }

  @Test
  void sessionsEnd() {
    String cookie = logIn();
    peer.channel().advanceTimeBy(11, TimeUnit.HOURS);
    assertThat(ask("GET", cookie)).startsWith("HTTP/1.1 200 ");
    peer.channel().advanceTimeBy(13, TimeUnit.HOURS);
    assertThat(ask("GET", cookie)).startsWith("HTTP/1.1 401 ");
    assertThat(ask("GET", "Cookie: millrace_session=made-up\r\n")).startsWith("HTTP/1.1 401 ");
  }

  @Test
  void pagesOfOtherOriginsAreToldNothing() {
    assertThat(
            ask(
                "OPTIONS",
                "Origin: http://evil.example\r\nAccess-Control-Request-Method: POST\r\n"))
        .startsWith("HTTP/1.1 204 ")
        .doesNotContain("access-control");
    assertThat(ask("GET", AUTHORIZED)).doesNotContain("access-control");
  }
}
