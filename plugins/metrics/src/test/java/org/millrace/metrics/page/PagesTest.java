package org.millrace.metrics.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.millrace.api.server.LoopInfo;
import org.millrace.api.server.ServerState;
import org.millrace.api.server.ServiceInfo;
import org.millrace.metrics.FakeServer;

class PagesTest {
  private final FakeServer server = new FakeServer();

  @Test
  void serverIsHealthyWhileTheLoopsOfItsConnectionsAnswer() {
    HealthPage page = new HealthPage(server, Duration.ofSeconds(5));
    assertThat(page.reasons()).isEmpty();

    server.loops = List.of(new LoopInfo("io-1", LoopInfo.Kind.IO, 9, Duration.ofSeconds(6)));

    assertThat(page.reasons()).containsExactly("event loop io-1 has not answered for PT6S");
  }

  @Test
  void serverIsReadyWhenItRunsWithAllThatItNeeds() {
    assertThat(new ReadyPage(server).reasons()).isEmpty();

    server.state = ServerState.DRAINING;
    server.missing = List.of("flv");
    server.services = List.of(FakeServer.service(ServiceInfo.State.CLOSED));

    assertThat(new ReadyPage(server).reasons())
        .containsExactly(
            "the server is draining",
            "plugin flv is missing",
            "acceptor 127.0.0.1:1935 (inboundEcho) is closed");
  }

  @Test
  void verdictIsJsonWithItsReasons() {
    assertThat(new Verdict("up", "down", List.of()).json())
        .isEqualTo("{\"status\":\"up\",\"reasons\":[]}");
    assertThat(new Verdict("up", "down", List.of("a \"b\"\n\\", "c")).json())
        .isEqualTo("{\"status\":\"down\",\"reasons\":[\"a \\\"b\\\"\\u000a\\\\\",\"c\"]}");
  }

  @Test
  void formatIsTheOneThatIsAskedFor() {
    assertThat(MetricsPage.format("")).startsWith("text/plain; version=0.0.4");
    assertThat(MetricsPage.format("text/html,*/*")).startsWith("text/plain");
    assertThat(
            MetricsPage.format("application/openmetrics-text;version=1.0.0;q=0.6,text/plain;q=0.5"))
        .startsWith("application/openmetrics-text; version=1.0.0");
  }
}
