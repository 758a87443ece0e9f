package org.millrace.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Administration with clients that know nothing of it: sockets, HTTP, and the command line. */
class AdministrationIT {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final String TOKEN = "a-token-for-tests-0123";
  private static final String SECRET = "the receiver's secret";

  @RegisterExtension final TestBench bench = new TestBench();

  private final Streams streams = new Streams(bench);
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final int lines = Ports.free();
  private final int requests = Ports.free();
  private final int http = Ports.free();
  private final List<Delivery> deliveries = new CopyOnWriteArrayList<>();

  private record Delivery(String signature, String body) {}

  @BeforeEach
  void portsDiffer() {
    assertThat(Stream.of(lines, requests, http).distinct()).hasSize(3);
  }

  @Test
  void commandsComeByLineByRequestAndByTheCommandLine() throws Exception {
    Path events = bench.folder().resolve("events.jsonl");
    ServerProcess server = bench.start(config("admin = { eventFile = \"%s\" },".formatted(events)));
    streams.publishForever(Clips.PLAIN, server.rtmp("one"));
    server.awaitLog("live/one: published");

    assertThat(say("listStreamsIds\nquit\n")).contains("Not authenticated").contains("Bye!");
    assertThat(say("auth token=" + TOKEN + "\nisStreamRunning localStreamName=one\nquit\n"))
        .contains("\"description\":\"Stream status:\",\"status\":\"SUCCESS\"}\r\n\r\n")
        .contains("{\"Running\":true}");

    String parameters =
        Base64.getEncoder().encodeToString("localStreamName=one commandId=7".getBytes(UTF_8));
    String uri = "http://127.0.0.1:%d/getStreamInfo?params=%s".formatted(requests, parameters);
    assertThat(send(get(uri, "wrong")).statusCode()).isEqualTo(401);
    assertThat(send(get(uri, TOKEN)).body())
        .contains("\"commandId\":\"7\"", "\"type\":\"INR\"", "\"codec\":\"VH264\"");

    assertThat(ctl("getStreamInfo", "localStreamName=one").orFail().output())
        .contains("Stream information", "name: one");
    Outcome failed = ctl("getStreamInfo", "id=4711");
    assertThat(failed.exitCode()).isEqualTo(1);
    assertThat(failed.errors()).contains("millrace ctl: Stream 0:4711 not found");

    ctl("shutdownStream", "localStreamName=one").orFail();
    server.awaitLog("live/one: unpublished");
    await().atMost(LIMIT).until(() -> Files.readString(events).contains("\"inStreamClosed\""));
    assertThat(events)
        .content()
        .contains("\"serverStarted\"", "\"cliRequest\"", "\"cliResponse\"", "\"id\":\"4711\"")
        .doesNotContain(TOKEN);
  }

  @Test
  void publishersUseSecretNamesAndPlayersOtherNames() throws Exception {
    ServerProcess server = bench.start(config(""));
    String commands =
        """
        auth token=%s
        createIngestPoint privateStreamName=k-4711 publicStreamName=live/cam
        addStreamAlias localStreamName=live/cam aliasName=front expirePeriod=0
        quit
        """;
    assertThat(say(commands.formatted(TOKEN))).contains("Ingest point created", "Alias applied");

    streams.publishForever(Clips.PLAIN, server.rtmp("k-4711"));
    server.awaitLog("live/cam: published");
    Path file = bench.folder().resolve("front.flv");
    streams.capture(server.rtmp("front"), file, 1);

    streams.assertDecodes(file);
    assertThat(Streams.hashes(streams.packets(file), "video"))
        .isNotEmpty()
        .isSubsetOf(Streams.hashes(streams.packets(Clips.PLAIN.file()), "video"));
    assertThat(say("auth token=" + TOKEN + "\nisStreamRunning localStreamName=k-4711\nquit\n"))
        .contains("{\"Running\":false}");
  }

  @Test
  void theApiTellsWhatItIsAndWhatHappens() throws Exception {
    HttpServer receiver = receiver();
    try {
      int port = receiver.getAddress().getPort();
      ServerProcess server =
          bench.start(
              config(
                  """
                  admin =
                  {
                    webhookPause = 0.1,
                    webhooks =
                    {
                      { url = "http://127.0.0.1:%d/", secret = "%s", events = "inStream*" },
                    },
                  },
                  """
                      .formatted(port, SECRET)));
      assertThat(send(get(api("/server"), "wrong")).statusCode()).isEqualTo(401);
      assertThat(send(get(api("/openapi.json"), TOKEN)).body()).contains("\"3.1.0\"");
      CompletableFuture<String> event = awaitEvent("event: inStreamCreated");
      streams.publishForever(Clips.PLAIN, server.rtmp("one"));

      assertThat(event.get(LIMIT.toSeconds(), TimeUnit.SECONDS)).contains("\"name\":\"one\"");
      await().atMost(LIMIT).until(() -> deliveries.size() == 2);
      assertThat(deliveries.get(0).body()).isEqualTo(deliveries.get(1).body()).contains("\"one\"");
      assertThat(deliveries).allSatisfy(AdministrationIT::assertSigned);
      await()
          .atMost(LIMIT)
          .untilAsserted(
              () ->
                  assertThat(send(get(api("/webhooks"), TOKEN)).body())
                      .contains("\"delivered\":1,\"retried\":1,\"failed\":0,\"dropped\":0"));
      assertRecorded(server);
      assertThat(send(get(api("/streams/live/one"), TOKEN)).body()).contains("\"live\":true");
      assertThat(server.log("ERROR")).isEmpty();
    } finally {
      receiver.stop(0);
    }
  }

  private void assertRecorded(ServerProcess server) throws Exception {
    HttpResponse<String> begun =
        send(
            request(api("/recordings"), TOKEN)
                .POST(BodyPublishers.ofString("{\"application\":\"live\",\"stream\":\"one\"}"))
                .build());
    assertThat(begun.statusCode()).isEqualTo(201);
    String id = begun.body().replaceFirst(".*\"id\":\"(r\\d+)\".*", "$1");
    await()
        .atMost(LIMIT)
        .until(() -> !send(get(api("/recordings"), TOKEN)).body().contains("\"frames\":0"));
    assertThat(send(request(api("/recordings/" + id), TOKEN).DELETE().build()).statusCode())
        .isEqualTo(204);

    Path file = bench.folder().resolve("downloaded.flv");
    client.send(get(api("/recordings/files/live/one.flv"), TOKEN), BodyHandlers.ofFile(file));
    assertThat(file).hasSameBinaryContentAs(server.media().resolve("one.flv"));
  }

  /** The first attempt fails, as receivers do. */
  private HttpServer receiver() throws IOException {
    HttpServer receiver =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext(
        "/",
        exchange -> {
          String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
          deliveries.add(
              new Delivery(exchange.getRequestHeaders().getFirst("Millrace-Signature"), body));
          exchange.sendResponseHeaders(deliveries.size() == 1 ? 503 : 204, -1);
          exchange.close();
        });
    receiver.start();
    return receiver;
  }

  private static void assertSigned(Delivery delivery) throws Exception {
    String time = delivery.signature().replaceFirst("t=(\\d+),.*", "$1");
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(SECRET.getBytes(UTF_8), "HmacSHA256"));
    byte[] code = mac.doFinal((time + "." + delivery.body()).getBytes(UTF_8));
    assertThat(delivery.signature()).endsWith(",v1=" + HexFormat.of().formatHex(code));
  }

  /** The line of data behind a line of a server-sent event. */
  private CompletableFuture<String> awaitEvent(String line) throws Exception {
    HttpResponse<Stream<String>> response =
        client.send(get(api("/events"), TOKEN), BodyHandlers.ofLines());
    assertThat(response.headers().firstValue("Content-Type")).contains("text/event-stream");
    return CompletableFuture.supplyAsync(
        () -> {
          try (Stream<String> all = response.body()) {
            return all.dropWhile(heard -> !heard.equals(line)).skip(1).findFirst().orElseThrow();
          }
        });
  }

  private String say(String text) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", lines)) {
      socket.getOutputStream().write(text.getBytes(UTF_8));
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }

  private Outcome ctl(String... arguments) throws IOException {
    Path token = Files.writeString(bench.folder().resolve("token"), TOKEN + "\n");
    String[] all =
        Stream.concat(
                Stream.of(
                    "ctl", "--server", "http://127.0.0.1:" + http, "--token-file", "" + token),
                Stream.of(arguments))
            .toArray(String[]::new);
    return TestBench.server(Distribution.built()).run(LIMIT, all);
  }

  private String api(String path) {
    return "http://127.0.0.1:" + http + "/api/v1" + path;
  }

  private static HttpRequest get(String uri, String token) {
    return request(uri, token).build();
  }

  private static HttpRequest.Builder request(String uri, String token) {
    return HttpRequest.newBuilder(URI.create(uri)).header("Authorization", "Bearer " + token);
  }

  private HttpResponse<String> send(HttpRequest request) throws Exception {
    return client.send(request, BodyHandlers.ofString());
  }

  private ServerConfig config(String plugins) {
    return ServerConfig.live()
        .withRoot("plugins = { http = { adminToken = \"%s\" }, %s },".formatted(TOKEN, plugins))
        .withApplication(
            """
            {
              name = "admin",
              acceptors =
              {
                { ip = "127.0.0.1", port = %d, protocol = "inboundJsonCli" },
                { ip = "127.0.0.1", port = %d, protocol = "inboundHttpJsonCli" },
                { ip = "127.0.0.1", port = %d, protocol = "inboundHttp" },
              },
            }
            """
                .formatted(lines, requests, http));
  }
}
