package org.millrace.admin.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.HttpMethod;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.logging.log4j.LogManager;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.millrace.admin.FakeAccess;
import org.millrace.admin.FakeServer;
import org.millrace.admin.builtin.BuiltinCommands;
import org.millrace.admin.command.RegisteredCommands;
import org.millrace.admin.event.EventBus;
import org.millrace.admin.event.EventSinks;
import org.millrace.admin.event.EventStreams;
import org.millrace.admin.event.WebhookServices;
import org.millrace.admin.event.WebhookTarget;
import org.millrace.admin.inventory.Inventory;
import org.millrace.admin.json.Json;
import org.millrace.api.stream.StreamKey;
import org.millrace.doubles.FakePluginContext;
import org.millrace.doubles.FakeStream;
import org.millrace.doubles.FakeStreams;
import org.millrace.doubles.ManualScheduler;
import org.millrace.doubles.http.FakeExchange;
import org.millrace.http.HttpHandler;
import org.millrace.http.HttpRoutes;
import org.millrace.http.Route;

class RestApiTest {
  private final FakeServer server = new FakeServer();
  private final Map<String, HttpHandler> mounted = new HashMap<>();
  private final List<Route> routes = new ArrayList<>();
  private final RestApi api = api();

  private RestApi api() {
    Json json = new Json();
    EventBus events = new EventBus(json, Clock.systemUTC());
    FakeStreams streams = FakeStreams.of(new FakeStream(new StreamKey("live", "a/b"), true));
    Inventory inventory = Inventory.of(streams, server.connections());
    RegisteredCommands commands = new RegisteredCommands(LogManager.getLogger("test"));
    var unused =
        commands.register(
            BuiltinCommands.of(
                new FakePluginContext("admin")
                    .withServer(server)
                    .withScheduler(new ManualScheduler()),
                inventory,
                events,
                commands));
    EventStreams.Limits limits = new EventStreams.Limits(1, 16, Duration.ofSeconds(1));
    return new RestServices(
            json,
            server,
            inventory,
            commands,
            new FakeAccess(),
            events,
            new EventStreams(limits, LogManager.getLogger("test")),
            sinks(events))
        .api();
  }

  private static EventSinks sinks(EventBus events) {
    WebhookServices services =
        new WebhookServices(
            new WebhookServices.Limits(Duration.ofSeconds(1), 1, Duration.ofSeconds(1), 1),
            new ManualScheduler());
    EventSinks sinks = new EventSinks(events, services, LogManager.getLogger("test"));
    sinks.add(new WebhookTarget(URI.create("http://hook.example/in"), "key", List.of()));
    return sinks;
  }

  @BeforeEach
  void mount() {
    api.mount(new RecordingRoutes());
  }

  @Test
  void theDescriptionIsOneThatGeneratorsOfClientsRead() {
    ParseOptions options = new ParseOptions();
    options.setResolve(true);
    SwaggerParseResult result =
        new OpenAPIV3Parser().readContents(api.description(), null, options);

    assertThat(result.getMessages()).isEmpty();
    OpenAPI description = result.getOpenAPI();
    assertThat(description.getOpenapi()).isEqualTo("3.1.0");
    assertThat(description.getPaths().get("/streams/{application}/{name}").getGet().getSummary())
        .isEqualTo("A stream.");
    assertThat(description.getComponents().getSchemas()).containsKeys("StreamView", "Problem");
  }

  @Test
  void allThatIsMountedIsDescribed() {
    OpenAPI description = new OpenAPIV3Parser().readContents(api.description()).getOpenAPI();

    assertThat(routes).hasSize(api.operations().size()).isNotEmpty();
    for (Route route : routes) {
      String path = route.path().toString().substring(RestApi.BASE.length()).replace("...}", "}");
      HttpMethod method = route.methods().iterator().next();
      assertThat(description.getPaths().get(path).readOperationsMap())
          .as("%s %s", method, path)
          .containsKey(PathItem.HttpMethod.valueOf(method.name().toUpperCase(Locale.ROOT)));
    }
  }

  @Test
  void webhooksShowWhatHasBecomeOfTheirEvents() {
    assertThat(call("GET", "/webhooks").answer().text())
        .isEqualTo(
            "{\"items\":[{\"url\":\"http://hook.example/in\",\"delivered\":0,\"retried\":0,"
                + "\"failed\":0,\"dropped\":0,\"queued\":0}]}");
  }

  @Test
  void whatIsThereIsShown() {
    assertThat(call("GET", "/server").answer().text())
        .contains("\"state\":\"running\"", "\"streams\":1");
    assertThat(call("GET", "/streams").answer().text())
        .startsWith("{\"items\":[{\"application\":\"live\",\"name\":\"a/b\"");
    assertThat(call("GET", "/connections").answer().text()).contains("\"remoteIp\":\"192.0.2.7\"");
    assertThat(call("GET", "/applications").answer().text()).contains("\"aliases\":[\"show\"]");
    assertThat(call("GET", "/services").answer().text()).contains("\"ip\":\"rtmp.example\"");
    assertThat(call("GET", "/plugins").answer().text()).contains("\"id\":\"rtmp\"");
  }

  @Test
  void oneOfThemIsFoundByItsPath() {
    FakeExchange stream =
        call("GET", "/streams/{application}/{name...}", "application", "live", "name", "a/b");
    assertThat(stream.answer().status()).isEqualTo(200);
    assertThat(stream.answer().header("content-type")).isEqualTo("application/json");
    assertThat(call("GET", "/connections/{id}", "id", "c1").answer().text())
        .contains("\"opened\":\"2026-01-02T03:04:05Z\"");

    assertThat(call("GET", "/connections/{id}", "id", "c2").answer().status()).isEqualTo(404);
    assertThat(
            call("DELETE", "/streams/{application}/{name...}", "application", "x", "name", "y")
                .answer()
                .problem())
        .isEqualTo("there is no stream x/y");
  }

  @Test
  void changesAreMade() {
    assertThat(call("DELETE", "/connections/{id}", "id", "c1").answer().status()).isEqualTo(204);
    assertThat(call("POST", "/plugins/{id}/unload", "id", "rtmp").answer().text())
        .isEqualTo("{\"done\":true,\"lines\":[\"unload rtmp false\"]}");
    assertThat(call("POST", "/configuration/check").answer().text())
        .isEqualTo("{\"done\":false,\"lines\":[\"a.lua:3: no\"]}");
    assertThat(send("PATCH", "/services/{id}", "{\"enabled\":false}", "id", "s3").answer().text())
        .contains("\"state\":\"disabled\"");

    assertThat(server.wishes).containsExactly("close c1", "unload rtmp false");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0,\"chain\":\"inboundNone\"|400|chain: inboundNone (expected: one of [inboundRtmp])",
        "0,\"chain\":\"inboundRtmp\",\"sslKey\":\"a\"|400|sslCert: nothing (expected: a file",
        "1935,\"chain\":\"inboundRtmp\"|409|taken"
      })
  void whatNoAcceptorCanBeMadeOfIsTold(String portAndMore, int status, String problem) {
    String body = "{\"ip\":\"::1\",\"application\":\"live\",\"port\":" + portAndMore + "}";
    FakeExchange exchange = send("POST", "/services", body).run();

    assertThat(exchange.answer().status()).isEqualTo(status);
    assertThat(exchange.answer().text() + exchange.answer().problem()).contains(problem);
  }

  @Test
  void storagesAreAddedAndTakenAway() {
    String body = "{\"application\":\"live\",\"name\":\"more\",\"mediaFolder\":\"/media/more\"}";
    assertThat(send("POST", "/storages", body).run().answer().status()).isEqualTo(201);
    assertThat(call("GET", "/storages").answer().text())
        .contains("\"name\":\"films\"", "\"mediaFolder\":\"/media/more\"");
    String path = "/storages/{application}/{name...}";
    assertThat(call("DELETE", path, "application", "live", "name", "more").run().answer().status())
        .isEqualTo(204);
    assertThat(call("DELETE", path, "application", "live", "name", "more").run().answer().status())
        .isEqualTo(404);
  }

  @Test
  void queriesAreReadStrictly() {
    FakeExchange good = exchange("POST", "", "id", "rtmp").asking("dependentsToo", "true");
    handler("POST /plugins/{id}/unload").handle(good);
    assertThat(good.answer().text()).contains("unload rtmp true");

    FakeExchange bad = exchange("POST", "", "id", "rtmp").asking("dependentsToo", "maybe");
    handler("POST /plugins/{id}/unload").handle(bad);
    assertThat(bad.answer().status()).isEqualTo(400);
    assertThat(bad.answer().text()).contains("dependentsToo: maybe (expected: true or false)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|enabled: missing (expected: true or false)",
        "{\"enabled\":1}|enabled: 1 (expected: true or false)",
        "{\"enabled\":true,\"on\":1}|on: unknown (expected: one of enabled)",
        "[]|body: [] (expected: an object)",
        "{\"enabled\":|(expected: JSON)"
      })
  void whatIsWrongWithABodyIsToldByField(String body, String problem) {
    FakeExchange exchange = send("PATCH", "/services/{id}", body, "id", "s3");

    assertThat(exchange.answer().status()).isEqualTo(400);
    assertThat(exchange.answer().header("content-type")).isEqualTo("application/problem+json");
    assertThat(exchange.answer().text()).contains(problem).contains("\"status\":400", "\"field\":");
  }

  @Test
  void recordingsAreStartedAndStopped() {
    FakeExchange begun =
        send(
            "POST",
            "/recordings",
            "{\"application\":\"live\",\"stream\":\"cam\",\"format\":\"flv\"}");
    assertThat(begun.answer().status()).isEqualTo(201);
    assertThat(begun.answer().text()).contains("\"file\":\"/media/cam.flv\"", "\"append\":false");
    assertThat(
            send("POST", "/recordings", "{\"application\":\"x\",\"stream\":\"cam\"}")
                .answer()
                .status())
        .isEqualTo(404);
    assertThat(call("DELETE", "/recordings/{id}", "id", "r4").answer().status()).isEqualTo(204);
    assertThat(call("DELETE", "/recordings/{id}", "id", "r5").answer().status()).isEqualTo(404);
    assertThat(call("GET", "/recordings/files").answer().text()).contains("\"path\":\"a/cam.flv\"");
    assertThat(server.wishes).containsExactly("record live/cam to cam.flv", "stop r4", "stop r5");
  }

  @Test
  void recordedFilesAreServedAndDeleted() {
    String path = "/recordings/files/{application}/{path...}";
    FakeExchange good = call("GET", path, "application", "live", "path", "a/cam.flv");
    assertThat(good.answer().status()).isEqualTo(200);
    assertThat(good.answer().header("content-type")).isEqualTo("video/x-flv");
    assertThat(call("GET", path, "application", "live", "path", "b").answer().status())
        .isEqualTo(404);

    assertThat(call("DELETE", path, "application", "live", "path", "b").answer().status())
        .isEqualTo(204);
    assertThat(server.wishes).containsExactly("delete live/b");
  }

  @Test
  void theLogIsReadAndItsLevelSet() {
    assertThat(call("GET", "/log").answer().text())
        .contains("\"message\":\"hello\"", "\"level\":\"INFO\"");
    assertThat(send("PUT", "/log/level", "{\"level\":\"debug\"}").answer().text())
        .isEqualTo("{\"level\":\"debug\"}");
    assertThat(call("GET", "/log/level").answer().text()).isEqualTo("{\"level\":\"debug\"}");
    assertThat(send("PUT", "/log/level", "{\"level\":\"loud\"}").answer().text())
        .contains("level: \\\"loud\\\" (expected: \\\"fatal\\\" or ");
  }

  @Test
  void viewersAndLoopsAreShown() {
    assertThat(
            call("GET", "/viewers/{application}/{name...}", "application", "live", "name", "a/b")
                .answer()
                .text())
        .contains("\"id\":\"v12\"", "\"dropped\":3", "\"lagMillis\":250");
    assertThat(call("GET", "/server/loops").answer().text()).contains("\"delayMicros\":1000");
  }

  @Test
  void commandsRunHereToo() {
    assertThat(
            send(
                    "POST",
                    "/commands",
                    "{\"command\":\"isStreamRunning\","
                        + "\"parameters\":{\"localStreamName\":\"a/b\"}}")
                .answer()
                .text())
        .isEqualTo(
            "{\"status\":\"SUCCESS\",\"description\":\"Stream status:\",\"data\":{\"Running\":true}}");
    assertThat(
            send("POST", "/commands", "{\"command\":\"getStreamInfo\",\"parameters\":{\"id\":7}}")
                .answer()
                .text())
        .contains("\"FAIL\"", "Stream 0:7 not found");
    assertThat(
            send("POST", "/commands", "{\"command\":\"x\",\"parameters\":{\"id\":{}}}")
                .answer()
                .text())
        .contains("parameters.id: {} (expected: ");
  }

  private FakeExchange call(String method, String path, String... parameters) {
    return send(method, path, "", parameters);
  }

  private FakeExchange send(String method, String path, String body, String... parameters) {
    FakeExchange exchange = exchange(method, body, parameters);
    handler(method + " " + path).handle(exchange);
    return exchange;
  }

  private static FakeExchange exchange(String method, String body, String... parameters) {
    FakeExchange exchange = new FakeExchange().line(HttpMethod.valueOf(method), "/").sending(body);
    for (int i = 0; i < parameters.length; i += 2) {
      exchange.with(parameters[i], parameters[i + 1]);
    }
    return exchange;
  }

  private HttpHandler handler(String methodAndPath) {
    return mounted.getOrDefault(
        methodAndPath.replace(" ", " " + RestApi.BASE),
        exchange -> {
          throw new AssertionError(methodAndPath + " is not mounted: " + mounted.keySet());
        });
  }

  private final class RecordingRoutes implements HttpRoutes {
    @Override
    public Registration mount(Route route, HttpHandler handler) {
      routes.add(route);
      mounted.put(route.methods().iterator().next() + " " + route.path(), handler);
      return () -> mounted.remove(route.methods().iterator().next() + " " + route.path());
    }
  }
}
