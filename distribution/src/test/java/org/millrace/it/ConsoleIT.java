package org.millrace.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The console in a real browser: what it plays, how late, and for whom. */
class ConsoleIT {
  private static final String TOKEN = "token-of-this-test";
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final int SAMPLES = 9;

  /** A stream's name that would take the page over, if names became a part of it. */
  private static final String EVIL = "<img src=x onerror=document.title='taken'>";

  @RegisterExtension final TestBench bench = new TestBench();

  private final int port = Ports.free();
  private Browser browser;

  @BeforeEach
  void startBrowser() {
    browser = new Browser(bench.folder());
  }

  @AfterEach
  void endBrowser() {
    if (browser != null) {
      browser.keepPicture(bench.folder().resolve("last.png"));
      browser.close();
    }
  }

  @Test
  void streamsPlayInEveryWayAndAreNotLate() {
    ServerProcess server = bench.start(config());
    ClockPublisher.publish(bench, server.rtmp("clock"));
    server.awaitLog("live/clock: published");
    signIn();
    browser.run("location.hash = '#/streams/live/clock'");

    plays("ll-hls", Duration.ofSeconds(3));
    plays("hls", Duration.ofSeconds(15));
    assertThat(browser.errors()).isEmpty();
    assumeTrue(
        browser.find("input[value=flv]").isEnabled(), "built without mpegts.js, which npm brings");
    plays("flv", Duration.ofSeconds(1));
    plays("flv-ws", Duration.ofSeconds(1));
    assertThat(browser.errors()).isEmpty();
  }

  @Test
  void everybodyCanReadItAndNamesOfStreamsAreTextAlone() {
    bench.start(
        config()
            .withLive(
                "fileSources = { { file = \"%s\", streamName = \"%s\", loop = true } },"
                    .formatted(Clips.PLAIN.file(), EVIL)));
    List<String> violations = new ArrayList<>();

    browser.show(1280, "light");
    browser.open(home());
    browser.find("input[type=password]");
    violations.addAll(violations("signing in"));
    signIn();
    for (String section : List.of("streams", "recordings", "plugins", "log")) {
      violations.addAll(violations(section, 1280, "light"));
      violations.addAll(violations(section, 360, "dark"));
    }
    String stream = "streams/live/" + EVIL.replace("<", "%3C").replace(">", "%3E");
    violations.addAll(violations(stream.replace(" ", "%20"), 360, "light"));
    violations.addAll(violations("connections", 1280, "dark"));

    assertThat(violations).isEmpty();
    assertThat(browser.title()).doesNotContain("taken").isEqualTo("Connections – Millrace");
    assertThat(browser.errors()).isEmpty();
  }

  @Test
  void recordingsAndPluginsAreManagedByTheirButtons() {
    ServerProcess server = bench.start(bench.copyOfDistribution(), config());
    ClockPublisher.publish(bench, server.rtmp("clock"));
    server.awaitLog("live/clock: published");
    signIn();

    browser.run("location.hash = '#/recordings'");
    press("Record a stream", "Record");
    shows("Running", "live/clock");
    await("frames").atMost(LIMIT).until(() -> recordedFrames() > 25);
    press("Running", "Stop clock");
    shows("Files", "clock.flv");
    Object downloaded =
        browser.runLater(
            """
            const done = arguments[arguments.length - 1];
            fetch(document.querySelector("a[download]").href)
              .then((answer) => answer.blob())
              .then((file) => file.slice(0, 3).text())
              .then(done);
            """);
    assertThat(downloaded).isEqualTo("FLV");
    browser.find("section[aria-label=Files] td a").click();
    browser.find("video");
    browser.run("document.querySelector('video').play()");
    await("the file plays").atMost(LIMIT).until(() -> currentTime() > 0.5);
    browser.run("location.hash = '#/recordings'");
    press("Files", "Delete clock.flv");
    press("Delete");
    shows("Files", "There are no files.");

    browser.run("location.hash = '#/plugins'");
    press("Loaded plugins", "Reload http-ts");
    press("Reload");
    shows("reload http-ts: done.");
    press("Loaded plugins", "Unload http-ts");
    press("Unload");
    shows("unload http-ts: done.");
    browser.find("input[name=id]").sendKeys("http-ts");
    press("Load a plugin that was unloaded", "Load");
    shows("load http-ts: done.");
    assertThat(browser.errors()).isEmpty();
    assertThat(server.log("ERROR")).isEmpty();
  }

  private long recordedFrames() {
    return (Long)
        browser.run(
            "return Number(document.querySelector("
                + "'section[aria-label=Running] td.number')?.innerText ?? 0)");
  }

  private void press(String card, String button) {
    pressIn("section[aria-label='" + card + "']", button);
  }

  /** Answers the page's question. */
  private void press(String answer) {
    pressIn("dialog[open]", answer);
  }

  private void pressIn(String place, String button) {
    await(button)
        .atMost(LIMIT)
        .until(
            () ->
                (Boolean)
                    browser.run(
                        """
                        const buttons = document.querySelectorAll(`${arguments[0]} button`);
                        const found = [...buttons].find((one) =>
                          one.textContent === arguments[1] && !one.disabled);
                        found?.click();
                        return Boolean(found);
                        """,
                        place,
                        button));
  }

  private void shows(String card, String text) {
    showsIn("section[aria-label='" + card + "']", text);
  }

  /** What the page says of something that was done. */
  private void shows(String outcome) {
    showsIn(".outcome", outcome);
  }

  private void showsIn(String place, String text) {
    await(text)
        .atMost(LIMIT)
        .until(
            () ->
                (Boolean)
                    browser.run(
                        "return document.querySelector(arguments[0])"
                            + "?.innerText.includes(arguments[1]) ?? false",
                        place,
                        text));
  }

  private ServerConfig config() {
    ServerConfig live = ServerConfig.live();
    String acceptor = "{ ip = \"127.0.0.1\", port = %d, protocol = \"%s\" },";
    return live.withRoot("plugins = { http = { adminToken = \"%s\" } },".formatted(TOKEN))
        .withSelector(
            "acceptors = { %s %s },"
                .formatted(
                    acceptor.formatted(live.rtmpPort(), "inboundRtmp"),
                    acceptor.formatted(port, "inboundHttp")));
  }

  private String home() {
    return "http://127.0.0.1:" + port + "/";
  }

  private void signIn() {
    browser.open(home());
    browser.find("input[type=password]").sendKeys(TOKEN);
    browser.find("form button.primary").click();
    browser.find("nav a[aria-current]");
    // That the page is not signed in at first is an answer 401, of which browsers complain.
    assertThat(browser.errors()).allMatch(line -> line.contains("/api/v1/server"));
  }

  /** Plays in one way; from the drawing of a picture to its being seen it takes less than this. */
  private void plays(String way, Duration latency) {
    browser.find("input[name=way][value=" + way + "]").click();
    await(way + " plays").atMost(LIMIT).until(() -> isPlaying(way));
    assertThat(browser.run("return document.querySelector('video').videoWidth"))
        .isEqualTo((long) ClockPublisher.WIDTH);
    double from = currentTime();
    await(way + " goes on").atMost(LIMIT).until(() -> currentTime() > from + 1);
    Deque<Long> newest = new ArrayDeque<>();
    await(way + " shows what is new")
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(70))
        .untilAsserted(
            () -> {
              sample(newest);
              assertThat(newest).hasSize(SAMPLES);
              assertThat(median(newest)).as("milliseconds of delay").isLessThan(latency.toMillis());
            });
  }

  private void sample(Deque<Long> newest) {
    if (browser.run(ClockPublisher.latencyScript()) instanceof Number millis) {
      newest.addLast(millis.longValue());
    }
    if (newest.size() > SAMPLES) {
      newest.removeFirst();
    }
  }

  private static long median(Deque<Long> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }

  private boolean isPlaying(String way) {
    return (Boolean)
        browser.run(
            "const v = document.querySelector('video');"
                + "return v.dataset.way === arguments[0] && v.readyState >= 3 && !v.paused",
            way);
  }

  private double currentTime() {
    return ((Number) browser.run("return document.querySelector('video').currentTime"))
        .doubleValue();
  }

  private List<String> violations(String section, int width, String colorScheme) {
    browser.show(width, colorScheme);
    browser.run("location.hash = '#/' + arguments[0]", section);
    browser.find("main h1");
    await("content of " + section)
        .atMost(LIMIT)
        .until(
            () ->
                (Boolean)
                    browser.run(
                        "return !document.querySelector('.table-frame') ||"
                            + " document.querySelectorAll('tbody tr, .empty:not([hidden])').length"
                            + " > 0"));
    assertThat((Long) browser.run("return document.documentElement.scrollWidth"))
        .as("width of " + section)
        .isLessThanOrEqualTo(width);
    return violations(section + ", " + width + ", " + colorScheme);
  }

  /** What axe-core finds that is serious or critical. */
  private List<String> violations(String what) {
    if (!(Boolean) browser.run("return Boolean(window.axe)")) {
      browser.run(axe());
    }
    Object found =
        browser.runLater(
            """
            const done = arguments[arguments.length - 1];
            axe.run(document, { resultTypes: ["violations"] }).then((result) => done(
              result.violations
                .filter((one) => ["serious", "critical"].includes(one.impact))
                .map((one) => one.id + ": " + one.help + ": " + one.nodes[0].html)));
            """);
    return ((List<?>) found).stream().map(violation -> what + ": " + violation).toList();
  }

  private static String axe() {
    String version = System.getProperty("axe.version");
    String resource = "/META-INF/resources/webjars/axe-core/" + version + "/axe.min.js";
    try (InputStream in = ConsoleIT.class.getResourceAsStream(resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
