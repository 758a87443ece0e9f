package org.millrace.metrics.figures;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.millrace.api.server.RecordingInfo;
import org.millrace.api.server.ServerEvent;
import org.millrace.api.server.ServiceInfo;
import org.millrace.api.stream.StreamKey;
import org.millrace.http.HttpStatistics;
import org.millrace.metrics.CountedStreams;
import org.millrace.metrics.FakeServer;

class FiguresTest {
  private static final String TEXT = "text/plain; version=0.0.4";
  private static final Path DOCUMENTATION = Path.of("../../distribution/docs/http.md");

  private final FakeServer server = new FakeServer();
  private final CountedStreams streams = new CountedStreams();
  private final Figures figures = new Figures(server, streams, new Served(), 2);

  @AfterEach
  void close() {
    figures.close();
  }

  private List<String> lines() {
    return figures.scrape(TEXT).lines().toList();
  }

  @Test
  void figuresOfTheServerAreThere() {
    assertThat(lines())
        .contains(
            "millrace_connections{chain=\"inboundEcho\"} 2.0",
            "millrace_connections_limit 100.0",
            "millrace_connections_opened_total 10.0",
            "millrace_connections_refused_total 2.0",
            "millrace_received_bytes_total 1000.0",
            "millrace_sent_bytes_total 2000.0",
            "millrace_acceptors{state=\"open\"} 1.0",
            "millrace_acceptors{state=\"closed\"} 0.0",
            "millrace_acceptor_accepted_total{acceptor=\"127.0.0.1:1935\",application=\"live\"} 7.0",
            "millrace_application_clients{application=\"live\"} 3.0",
            "millrace_plugin{plugin=\"echo\",version=\"1.0.0\"} 1.0",
            "millrace_plugins_missing 0.0");
  }

  @Test
  void streamsHaveFiguresAsLongAsTheyAreThere() {
    streams.set("cam", 500, 3, 4);
    assertThat(lines())
        .contains(
            "millrace_publishers 1.0",
            "millrace_viewers 3.0",
            "millrace_application_viewers{application=\"live\"} 3.0",
            "millrace_stream_received_bytes_total{application=\"live\",stream=\"cam\"} 500.0",
            "millrace_stream_sent_bytes_total{application=\"live\",stream=\"cam\"} 1000.0",
            "millrace_stream_dropped_frames_total{application=\"live\",stream=\"cam\"} 4.0",
            "millrace_dropped_frames_total 4.0");

    streams.remove("cam");

    assertThat(lines())
        .noneMatch(line -> line.contains("stream=\"cam\""))
        .contains("millrace_viewers 0.0", "millrace_dropped_frames_total 4.0");
  }

  @Test
  void streamsBeyondTheLimitAreAddedUpAndTheirSumNeverShrinks() {
    streams.set("a", 100, 1, 0);
    streams.set("b", 100, 1, 0);
    figures.sample();
    streams.set("c", 30, 1, 0);
    streams.set("d", 12, 2, 1);
    String others = "{application=\"_others\",stream=\"_others\"} ";
    assertThat(lines())
        .contains(
            "millrace_stream_received_bytes_total" + others + "42.0",
            "millrace_stream_viewers" + others + "3.0");

    streams.remove("c");
    streams.set("d", 20, 2, 1);

    assertThat(lines())
        .contains(
            "millrace_stream_received_bytes_total" + others + "50.0",
            "millrace_stream_viewers" + others + "2.0")
        .noneMatch(line -> line.contains("stream=\"d\""));
  }

  @Test
  void placeOfAStreamThatHasGoneIsForTheNext() {
    streams.set("a", 1, 0, 0);
    streams.set("b", 1, 0, 0);
    figures.sample();
    streams.remove("a");
    streams.set("c", 1, 0, 0);

    assertThat(lines()).anyMatch(line -> line.contains("stream=\"c\""));
  }

  @Test
  void loopsAreSampled() {
    figures.sample();
    figures.sample();

    assertThat(lines())
        .contains(
            "millrace_event_loop_delay_seconds_count{kind=\"io\"} 2",
            "millrace_event_loop_delay_seconds_bucket{kind=\"io\",le=\"0.001\"} 0",
            "millrace_event_loop_delay_seconds_bucket{kind=\"io\",le=\"0.005\"} 2",
            "millrace_event_loop_pending_tasks_bucket{kind=\"io\",le=\"10.0\"} 2");
  }

  @Test
  void answersOfHttpAreCountedByStatus() {
    assertThat(lines())
        .contains(
            "millrace_http_requests_total 12.0",
            "millrace_http_responses_total{status=\"200\"} 9.0",
            "millrace_http_responses_total{status=\"404\"} 3.0",
            "millrace_http_websockets 2.0");
  }

  private static final class Served implements HttpStatistics {
    @Override
    public long requests() {
      return 12;
    }

    @Override
    public Map<Integer, Long> responses() {
      return Map.of(200, 9L, 404, 3L);
    }

    @Override
    public long openWebSockets() {
      return 2;
    }
  }

  @Test
  void recordingsThatBeginAndFailAreCounted() {
    RecordingInfo recording =
        new RecordingInfo(
            "r1", new StreamKey("live", "cam"), Path.of("/f"), false, Optional.empty(), 0, 0);
    figures.onEvent(new ServerEvent.RecordingBegun(Instant.now(), recording));
    figures.onEvent(new ServerEvent.RecordingEnded(Instant.now(), recording, false));

    assertThat(lines())
        .contains("millrace_recordings_begun_total 1.0", "millrace_recordings_failed_total 1.0");
  }

  @Test
  void openMetricsEndsWithItsMark() {
    assertThat(figures.scrape("application/openmetrics-text; version=1.0.0")).endsWith("# EOF\n");
  }

  @Test
  void documentationNamesEveryFigureAndNoOther() throws IOException {
    streams.set("a", 1, 0, 0);
    streams.set("b", 1, 0, 0);
    streams.set("c", 1, 0, 0);
    server.services =
        List.of(
            new ServiceInfo(
                "s1",
                "tcp",
                new InetSocketAddress("127.0.0.1", 1),
                List.of("x"),
                "live",
                ServiceInfo.State.OPEN,
                1,
                1));
    figures.sample();
    Set<String> there =
        names(lines().stream().collect(Collectors.joining("\n")), "(?m)^# TYPE (\\w+) ");
    Set<String> documented =
        names(Files.readString(DOCUMENTATION), "(?m)^\\| `((?:millrace|jvm|process|system)_\\w+)");

    assertThat(there).isNotEmpty().allSatisfy(name -> assertThat(documented).contains(name));
    assertThat(documented)
        .filteredOn(name -> name.startsWith("millrace_"))
        .allSatisfy(name -> assertThat(there).contains(name));
  }

  private static Set<String> names(String text, String pattern) {
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .map((MatchResult match) -> match.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
