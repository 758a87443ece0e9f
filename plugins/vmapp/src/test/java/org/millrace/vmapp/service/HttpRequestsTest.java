package org.millrace.vmapp.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.millrace.api.script.HostFunction;
import org.millrace.api.script.ScriptException;
import org.millrace.api.script.ScriptFunction;

@Timeout(30)
class HttpRequestsTest {
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<Socket> accepted = new CopyOnWriteArrayList<>();
  private ServerSocket server;
  private String answer = "HTTP/1.1 200 OK\r\nX-A: b\r\nContent-Length: 5\r\n\r\nhello";
  private HttpRequests http;

  @BeforeEach
  void listen() throws IOException {
    server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(this::serve, "http server");
    thread.setDaemon(true);
    thread.start();
    http = http("127.0.0.1", 1);
  }

  @AfterEach
  void close() throws IOException {
    http.close();
    server.close();
    for (Socket socket : accepted) {
      socket.close();
    }
  }

  @Test
  void theCallbackGetsTheAnswerAndTheHookWhatItReturns() {
    Map<String, Object> options =
        Map.of(
            "url",
            url("/may?x=1"),
            "method",
            "post",
            "headers",
            Map.of("X-Token", "t"),
            "body",
            "data");

    assertThat(ask(options))
        .isEqualTo(
            Map.of(
                "status",
                200,
                "headers",
                Map.of("x-a", "b", "content-length", "5"),
                "body",
                "hello"));
    assertThat(requests.get(0)).startsWith("POST /may?x=1 HTTP/1.1").contains("X-Token: t");
  }

  @Test
  void withoutACallbackNobodyWaits() {
    assertThat(request().call(List.of(Map.of("url", url("/"))))).isNull();
  }

  @Test
  void longBodiesAreNotTaken() {
    answer = "HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\nhello world";

    assertThat(ask(Map.of("url", url("/"))).get("error"))
        .isEqualTo("a longer body (expected: at most httpMaxBytes = 10)");
  }

  @Test
  void redirectionsAreNotFollowed() {
    answer = "HTTP/1.1 302 Found\r\nLocation: http://localhost/\r\nContent-Length: 0\r\n\r\n";

    assertThat(ask(Map.of("url", url("/"))).get("status")).isEqualTo(302);
    assertThat(requests).hasSize(1);
  }

  @Test
  void aServerThatDoesNotAnswerIsAnError() {
    answer = "";

    assertThat(ask(Map.of("url", url("/"), "timeout", 0.2)).get("error").toString())
        .startsWith("no answer in time");
  }

  @Test
  void requestsUnderWayAreLimited() {
    answer = "";
    http.close();
    http = http("*", 0);

    assertThat(ask(Map.of("url", url("/"))).get("error").toString()).startsWith("too many");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "http://localhost/ | a host that httpHosts names",
        "file:///etc/passwd | http://host/...",
        "no url | a URL",
        "http:/x | http://host/..."
      })
  void otherHostsAreNotAsked(String url, String expected) {
    assertThatThrownBy(() -> request().call(List.of(Map.of("url", url))))
        .isInstanceOf(ScriptException.class)
        .hasMessageStartingWith("request: options.url: \"" + url)
        .hasMessageContaining(expected);
  }

  @Test
  void wrongOptionsAreToldOf() {
    assertThatThrownBy(() -> request().call(List.of(Map.of("uri", "x"))))
        .hasMessageContaining("options.uri");
    assertThatThrownBy(() -> request().call(List.of("x"))).hasMessageContaining("a table");
    assertThatThrownBy(() -> ask(Map.of("url", url("/"), "timeout", 100.0)))
        .hasMessageContaining("at most httpTimeout = 5.0");
    assertThatThrownBy(() -> ask(Map.of("url", url("/"), "headers", Map.of("a b", "c"))))
        .hasMessageContaining("a request: ");
  }

  @ParameterizedTest
  @CsvSource({
    "*, any.example.org, 80, true",
    "a.example.org, A.example.org, 8080, true",
    "a.example.org:8080, a.example.org, 8080, true",
    "a.example.org:8080, a.example.org, 80, false",
    ".example.org, a.example.org, 80, true",
    ".example.org, example.org, 80, false",
    ".example.org, badexample.org, 80, false",
    "a.example.org, a.example.org.evil.test, 80, false",
  })
  void hostsAreComparedWhole(String entry, String host, int port, boolean allowed) {
    assertThat(new AllowedHosts(List.of(entry)).contains(host, port)).isEqualTo(allowed);
  }

  @Test
  void aUserInFrontIsNoHost() {
    assertThatThrownBy(() -> request().call(List.of(Map.of("url", "http://127.0.0.1@evil.test/"))))
        .hasMessageContaining("a host that httpHosts names");
  }

  private HttpRequests http(String host, int maxRequests) {
    return new HttpRequests(
        "studio",
        new ServiceLimits.Http(List.of(host), Duration.ofSeconds(5), 10, maxRequests),
        (function, failure) -> {});
  }

  private HostFunction request() {
    return http.functions().get("request");
  }

  /** What the callback is called with. */
  private Map<?, ?> ask(Map<String, Object> options) {
    CompletableFuture<Object> told = new CompletableFuture<>();
    ScriptFunction callback =
        arguments -> {
          told.complete(arguments.get(0));
          return CompletableFuture.completedFuture(List.of("returned"));
        };
    CompletionStage<?> results = (CompletionStage<?>) request().call(List.of(options, callback));
    assertThat(results.toCompletableFuture().join()).isEqualTo(List.of("returned"));
    return (Map<?, ?>) told.join();
  }

  private String url(String path) {
    return "http://127.0.0.1:" + server.getLocalPort() + path;
  }

  private void serve() {
    try {
      while (true) {
        Socket socket = server.accept();
        accepted.add(socket);
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        StringBuilder head = new StringBuilder();
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
          head.append(line).append('\n');
        }
        requests.add(head.toString());
        socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
      }
    } catch (IOException e) {
      if (!server.isClosed()) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
