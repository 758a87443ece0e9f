package org.millrace.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.millrace.testkit.media.SyntheticSource;
import org.millrace.testkit.rtmp.RtmpPeer;

/** HTTP as a client sees it, and clients that mean harm. */
class HttpIT {
  private static final String TOKEN = "it-0123456789abcdef";
  private static final int FILE_BYTES = 3_000_000;

  @RegisterExtension final TestBench bench = new TestBench();

  private final HttpClient client = HttpClient.newHttpClient();
  private final int port = Ports.free();
  private final int rtmpPort = Ports.free();
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
                        .formatted(rtmpPort, port)));
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
  void answersThatDoNotWaitForTheBodyReachTheClient() throws Exception {
    byte[] noFlv = new byte[20_000_000];
    for (HttpRequest.BodyPublisher body :
        List.of(
            HttpRequest.BodyPublishers.ofByteArray(noFlv),
            HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(noFlv)))) {
      for (int i = 0; i < 3; i++) {
        HttpResponse<String> answer =
            client.send(
                request("/live/cam.flv").PUT(body).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("FLV signature");
      }
    }
  }

  /** As RFC 6455 section 7.4.1 numbers the reasons. */
  @Test
  void framesThatAreTooLongOrMalformedEndTheWebSocketWithTheReason() throws Exception {
    try (RtmpPeer publisher =
        RtmpPeer.connect(new InetSocketAddress("127.0.0.1", rtmpPort), "live")) {
      publisher.publish("cam").send(SyntheticSource.of(1_000, 25, 1_000), Duration.ofSeconds(1));
      assertThat(closeCode("82 FF 4000000000000000 00000000")).isEqualTo(1009);
      assertThat(closeCode("82 FE 03E9 00000000")).isEqualTo(1009);
      String half = "FE 0200 00000000" + "61".repeat(512);
      assertThat(closeCode("01" + half + "80" + half)).isEqualTo(1009);
      assertThat(closeCode("82 01 61")).isEqualTo(1002);
      assertThat(closeCode("89 FE 0080 00000000")).isEqualTo(1002);
      assertThat(closeCode("81 81 00000000 FF")).isEqualTo(1007);
      // What is as long as it may be is no reason at all; the client's own is repeated.
      assertThat(closeCode("82 FE 03E8 00000000" + "61".repeat(1000) + "88 82 00000000 03E8"))
          .isEqualTo(1000);
    }
    server.assertHealthy();
  }

  /** Plays by WebSocket, sends frames, and reads until the server's close frame. */
  private int closeCode(String frames) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.setSoTimeout(10_000);
      String upgrade =
          "GET /live/cam.flv HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
              + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
      socket.getOutputStream().write(upgrade.getBytes(StandardCharsets.US_ASCII));
      DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
      assertThat(head(in)).startsWith("HTTP/1.1 101 ");
      socket.getOutputStream().write(HexFormat.of().parseHex(frames.replace(" ", "")));
      while (true) {
        int kind = in.readUnsignedByte() & 0x0F;
        int length = in.readUnsignedByte();
        length = length == 126 ? in.readUnsignedShort() : length;
        byte[] payload = in.readNBytes(length == 127 ? (int) in.readLong() : length);
        if (kind == 8) {
          return (payload[0] & 0xFF) << 8 | payload[1] & 0xFF;
        }
      }
    }
  }

  private static String head(DataInputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append((char) in.readUnsignedByte());
    }
    return head.toString();
  }
}
