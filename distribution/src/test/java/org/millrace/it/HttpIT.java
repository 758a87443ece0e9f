package org.millrace.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** HTTP as a client sees it, and clients that mean harm. */
class HttpIT {
  private static final String TOKEN = "it-0123456789abcdef";
  private static final int FILE_BYTES = 3_000_000;

  @RegisterExtension final TestBench bench = new TestBench();

  private final HttpClient client = HttpClient.newHttpClient();
  private final int port = Ports.free();
  private ServerProcess server;
  private byte[] content;

  @BeforeEach
  void serve() throws IOException {
    Path folder = Files.createDirectories(bench.folder().resolve("web"));
    content = new byte[FILE_BYTES];
    for (int i = 0; i < content.length; i++) {
      content[i] = (byte) (i * 31 + i / 251);
    }
    Files.write(folder.resolve("film.ts"), content);
    Files.writeString(bench.folder().resolve("secret.txt"), "secret");
    server =
        bench.start(
            ServerConfig.live()
                .withRoot(
                    """
                    plugins = { http = { adminToken = "%s", maxTokenFailures = 3, headerTimeout = 1,
                      bodyTimeout = 1, maxWebSocketMessage = 1000,
                      folders = {{ path = "/web", folder = "%s" }} } },
                    """
                        .formatted(TOKEN, folder))
                .withSelector(
                    ("acceptors = {{ ip = '127.0.0.1', port = %d, protocol = 'inboundRtmp' },"
                            + " { ip = '127.0.0.1', port = %d, protocol = 'inboundHttp' }},")
                        .formatted(Ports.free(), port)));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
  }

  private HttpResponse<byte[]> get(String path, String... fields) throws Exception {
    HttpRequest.Builder request = request(path);
    if (fields.length > 0) {
      request.headers(fields);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  /** Sends bytes as they are, and reads until the server closes. */
  private String exchange(String text) {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void filesComeWholeAndInParts() throws Exception {
    HttpResponse<byte[]> whole = get("/web/film.ts");
    assertThat(whole.statusCode()).isEqualTo(200);
    assertThat(whole.headers().firstValue("content-type")).contains("video/mp2t");
    assertThat(whole.body()).isEqualTo(content);

    HttpResponse<byte[]> part = get("/web/film.ts", "Range", "bytes=1000000-2999998");
    assertThat(part.statusCode()).isEqualTo(206);
    assertThat(part.body()).hasSize(1_999_999).endsWith(content[FILE_BYTES - 2]);

    String tag = whole.headers().firstValue("etag").orElseThrow();
    assertThat(get("/web/film.ts", "If-None-Match", tag).statusCode()).isEqualTo(304);
  }

  @Test
  void attacksEndInAStatusAndAClosedConnection() {
    String host = " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n";
    assertThat(exchange("GET /web/../secret.txt" + host + "\r\n")).startsWith("HTTP/1.1 400 ");
    assertThat(exchange("GET /web/%2e%2e/secret.txt" + host + "\r\n")).startsWith("HTTP/1.1 400 ");
    assertThat(exchange("GET /web/..%2fsecret.txt" + host + "\r\n")).startsWith("HTTP/1.1 400 ");
    assertThat(exchange("GET /" + host + "A: b\r\n".repeat(5000) + "\r\n"))
        .startsWith("HTTP/1.1 431 ");
    assertThat(exchange("GET /" + "a".repeat(100_000) + host + "\r\n")).startsWith("HTTP/1.1 414 ");
    assertThat(
            exchange(
                "POST /"
                    + host
                    + "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"))
        .startsWith("HTTP/1.1 400 ");
    assertThat(exchange("GET / HTTP/1.1\r\nHost: a")).isEmpty();
    server.awaitLog("headerTimeout");
    server.assertHealthy();
  }

  @Test
  void slowPublishersAreToldAndGoAway() {
    assertThat(
            exchange(
                "POST /live/slow.flv HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\nFLV"))
        .contains("HTTP/1.1 4");
    server.assertHealthy();
  }

  @Test
  void manyHalfRequestsHoldNobodyUp() throws Exception {
    List<Socket> halves = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      Socket socket = new Socket("127.0.0.1", port);
      socket.getOutputStream().write("GET / HT".getBytes(StandardCharsets.US_ASCII));
      halves.add(socket);
    }
    assertThat(get("/web/film.ts").statusCode()).isEqualTo(200);
    for (Socket socket : halves) {
      socket.setSoTimeout(10_000);
      assertThat(socket.getInputStream().readAllBytes()).isEmpty();
      socket.close();
    }
  }

  @Test
  void theAdministratorNeedsTheTokenAndComesFromHere() throws Exception {
    String own = "GET /api/v1/server HTTP/1.1\r\nConnection: close\r\nHost: 127.0.0.1\r\n";
    String bearer = "Authorization: Bearer ";
    assertThat(exchange(own + "\r\n")).startsWith("HTTP/1.1 401 ");
    assertThat(exchange(own + bearer + TOKEN + "\r\n\r\n")).startsWith("HTTP/1.1 200 ");
    assertThat(exchange(own.replace("127.0.0.1", "evil.example") + bearer + TOKEN + "\r\n\r\n"))
        .startsWith("HTTP/1.1 403 ");
    for (int i = 0; i < 3; i++) {
      assertThat(exchange(own + bearer + "wrong\r\n\r\n")).startsWith("HTTP/1.1 401 ");
    }
    assertThat(exchange(own + bearer + TOKEN + "\r\n\r\n"))
        .startsWith("HTTP/1.1 429 ")
        .doesNotContain(TOKEN);
    assertThat(server.log(TOKEN)).isEmpty();
  }

  @Test
  void framesThatAreTooLongEndTheWebSocket() {
    String upgrade =
        "GET /live/demo.flv HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
    // A masked binary frame of 2^62 bytes.
    String frame = "\u0082\u00FF\u0040\0\0\0\0\0\0\0\0\0\0\0";
    assertThat(exchange(upgrade + frame)).contains("HTTP/1.1 ");
    server.assertHealthy();
  }
}
