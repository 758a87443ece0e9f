package org.millrace.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.millrace.testkit.media.SyntheticSource;
import org.millrace.testkit.rtmp.RtmpPeer;

/** Figures, health and readiness of a server in which a stream is published. */
class MetricsIT {
  private static final Path DASHBOARD = Path.of("dashboards/millrace.json");

  @RegisterExtension final TestBench bench = new TestBench();

  private final int port = Ports.free();
  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void everyQueryOfTheDashboardAsksForFiguresThatAreThere() throws Exception {
    try (RtmpPeer publisher = publish(start(""))) {
      assertThat(publisher).isNotNull();
      assertThat(get("/healthz").body()).isEqualTo("{\"status\":\"up\",\"reasons\":[]}");
      assertThat(get("/readyz").body()).isEqualTo("{\"status\":\"ready\",\"reasons\":[]}");
      // The first answer over HTTP is counted when it has begun.
      assertThat(scrape("text/plain").statusCode()).isEqualTo(200);
      List<String> lines = scrape("text/plain").body().lines().toList();

      assertThat(DashboardQueries.of(DASHBOARD).expressions())
          .hasSizeGreaterThan(30)
          .allSatisfy(
              expression ->
                  assertThat(DashboardQueries.selectors(expression))
                      .as(expression)
                      .isNotEmpty()
                      .allSatisfy(selector -> assertThat(lines).anyMatch(selector::fits)));
      assertThat(lines)
          .contains(
              "millrace_stream_live{application=\"live\",stream=\"cam\"} 1.0",
              "millrace_connections{chain=\"inboundRtmp\"} 1.0");
    }
    assertThat(scrape("application/openmetrics-text; version=1.0.0").body()).endsWith("# EOF\n");
  }

  @Test
  void serverWithoutOneOfItsAcceptorsIsHealthyButNotReady() throws Exception {
    start("acceptors = {{ ip = '127.0.0.1', port = 1, protocol = 'inboundNowhere' }},");

    HttpResponse<String> ready = get("/readyz");
    assertThat(ready.statusCode()).isEqualTo(503);
    assertThat(ready.body()).contains("acceptor 127.0.0.1:1 (inboundNowhere) is closed");
    assertThat(get("/healthz").statusCode()).isEqualTo(200);
  }

  @Test
  void prometheusAnswersEveryQueryOfTheDashboard() throws Exception {
    Tool prometheus = InstalledTool.require("prometheus");
    ServerProcess server = start("");
    int web = Ports.free();
    Path configuration =
        Files.writeString(
            bench.folder().resolve("prometheus.yml"),
            """
            global: { scrape_interval: 1s }
            scrape_configs:
              - job_name: millrace
                static_configs: [{ targets: ["127.0.0.1:%d"] }]
            """
                .formatted(port));
    try (RtmpPeer publisher = publish(server)) {
      assertThat(publisher).isNotNull();
      bench.run(
          prometheus,
          "--config.file=" + configuration,
          "--storage.tsdb.path=" + bench.folder().resolve("prometheus"),
          "--web.listen-address=127.0.0.1:" + web);

      for (String expression : DashboardQueries.of(DASHBOARD).expressions()) {
        await(expression)
            .atMost(Duration.ofSeconds(15))
            .pollDelay(Duration.ZERO)
            .pollInterval(Duration.ofMillis(200))
            .ignoreExceptions()
            .until(() -> hasResult(web, expression));
      }
    }
  }

  @Test
  void spansOfAPublisherReachTheCollectorAtOnceAndWhenTheServerStops() throws Exception {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    HttpServer collector = HttpServer.create(new InetSocketAddress(loopback, 0), 0);
    // Names are plain text in Protocol Buffers; the plugin's own tests decode them.
    Queue<String> bodies = new ConcurrentLinkedQueue<>();
    collector.createContext(
        "/v1/traces",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          bodies.add(new String(body, StandardCharsets.ISO_8859_1));
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    collector.start();
    String tracing =
        "plugins = { tracing = { endpoint = 'http://127.0.0.1:%d', exportDelay = 0.1 } },"
            .formatted(collector.getAddress().getPort());
    ServerProcess server = start(tracing, "");
    try (RtmpPeer publisher = publish(server)) {
      assertThat(publisher).isNotNull();
      assertThat(get("/metrics").statusCode()).isEqualTo(401);
      await()
          .atMost(Duration.ofSeconds(10))
          .untilAsserted(
              () ->
                  assertThat(String.join("", bodies))
                      .contains(
                          "connection begun", "publish begun", "inboundRtmp", "GET /metrics"));
      server.stop();
      assertThat(String.join("", bodies)).contains("millrace.reason", "shutdown");
    } finally {
      collector.stop(0);
    }
  }

  private boolean hasResult(int web, String expression) throws Exception {
    String query = URLEncoder.encode(expression, StandardCharsets.UTF_8);
    String answer =
        get(URI.create("http://127.0.0.1:" + web + "/api/v1/query?query=" + query), "*/*").body();
    return answer.startsWith("{\"status\":\"success\"") && !answer.contains("\"result\":[]");
  }

  private ServerProcess start(String liveKeys) {
    return start("plugins = { metrics = { public = true } },", liveKeys);
  }

  private ServerProcess start(String rootKeys, String liveKeys) {
    ServerConfig config = ServerConfig.live();
    return bench.start(
        config
            .withRoot(rootKeys)
            .withSelector(
                "acceptors = {{ ip = '127.0.0.1', port = %d, protocol = 'inboundRtmp' },"
                        .formatted(config.rtmpPort())
                    + " { ip = '127.0.0.1', port = %d, protocol = 'inboundHttp' }},"
                        .formatted(port))
            .withLive(liveKeys));
  }

  private static RtmpPeer publish(ServerProcess server) {
    RtmpPeer peer = RtmpPeer.connect(new InetSocketAddress("127.0.0.1", server.rtmpPort()), "live");
    peer.publish("cam").send(SyntheticSource.of(500, 25, 50), Duration.ofSeconds(2));
    return peer;
  }

  private HttpResponse<String> scrape(String accept) throws Exception {
    return get(URI.create("http://127.0.0.1:" + port + "/metrics"), accept);
  }

  private HttpResponse<String> get(String path) throws Exception {
    return get(URI.create("http://127.0.0.1:" + port + path), "*/*");
  }

  private HttpResponse<String> get(URI uri, String accept)
      throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(uri).header("Accept", accept).build();
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }
}
