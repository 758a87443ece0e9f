package org.millrace.appselector;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.millrace.api.application.ApplicationFactory;
import org.millrace.api.application.ConnectRequest;
import org.millrace.api.application.Decision;
import org.millrace.api.application.Refusal;
import org.millrace.doubles.FakeApplicationContext;

class AppSelectorTest {
  private final AppSelector selector =
      new AppSelector(
          new FakeApplicationContext("appselector")
              .withApplications("live", "tv", "live/studio", "my app"));

  @ParameterizedTest
  @CsvSource({
    "live,                    live",
    "tv,                      tv",
    "live/,                   live",
    "//live//,                live",
    "live?token=a/b,          live",
    "live/?token=a,           live",
    "live/_definst_,          live",
    "live/a/b,                live",
    "live/studio,             live/studio",
    "live/studio/?x,          live/studio",
    "my app,                  my app",
    "nobody,                  nobody",
    "nobody/x,                nobody",
  })
  void handsOverToTheApplicationThatTheClientNames(String written, String application) {
    assertThat(decide(written)).isEqualTo(Decision.handOver(application));
  }

  @ParameterizedTest
  @CsvSource({"''", "/", "///", "?live", "/?live"})
  void refusesWhoNamesNone(String written) {
    assertThat(decide(written))
        .isEqualTo(Decision.refuse(Refusal.UNKNOWN_APPLICATION, "the client names no application"));
  }

  @Test
  void itsAcceptorsLeadToEveryApplication() {
    assertThat(selector.leadsToOthers()).isTrue();
  }

  @Test
  void pluginBringsTheType() {
    assertThat(new AppSelectorPlugin().applications())
        .extracting(ApplicationFactory::type)
        .containsExactly("appselector");
  }

  private Decision decide(String application) {
    ConnectRequest request =
        new ConnectRequest(
            "test",
            application,
            "",
            "",
            "",
            InetSocketAddress.createUnresolved("192.0.2.7", 50_000),
            Map.of());
    return selector.onConnect(request).toCompletableFuture().join();
  }
}
